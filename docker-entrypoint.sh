#!/bin/sh
# Gives every container of one installation the same secret key when none was configured.
set -eu

key_file=/app/data/secret_key
if [ -z "${SECRET_KEY:-}" ]; then
    if [ ! -s "$key_file" ]; then
        umask 077
        python -c 'import secrets; print(secrets.token_urlsafe(48))' > "$key_file.$$"
        # A hard link fails where another container was first; its key is then the one in use.
        ln "$key_file.$$" "$key_file" 2>/dev/null || true
        rm -f "$key_file.$$"
    fi
    SECRET_KEY="$(cat "$key_file")"
    export SECRET_KEY
fi
exec "$@"
