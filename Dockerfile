# One image, two commands: web (the default) and worker.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PATH="/app/.venv/bin:$PATH"

# ps lets the worker's watcher find leftover processes of a group.
RUN apt-get update \
    && apt-get install -y --no-install-recommends procps \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 parley

WORKDIR /app
COPY requirements.txt .
# The Google client brings 100 MB of descriptions of services nobody here calls.
RUN python -m venv .venv && .venv/bin/pip install --disable-pip-version-check -r requirements.txt \
    && find .venv/lib -path '*/googleapiclient/discovery_cache/documents/*.json' \
        ! -name gmail.v1.json -delete

COPY . .
# Building needs no secret: DEBUG only relaxes the check of SECRET_KEY for this one command.
RUN DEBUG=true python manage.py collectstatic --noinput --verbosity 0 \
    && mkdir -p data && chown -R parley:parley data

USER parley
EXPOSE 8000
ENTRYPOINT ["/app/docker-entrypoint.sh"]
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "8", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
