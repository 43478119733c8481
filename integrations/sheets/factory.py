"""Which Sheets adapter runs: chosen by SHEETS_MODE, once per call."""

from django.conf import settings

from integrations.errors import NotConfigured
from integrations.sheets.dry_run import DryRunSheetsGateway
from integrations.sheets.gateway import SheetsGateway


def get_sheets_gateway() -> SheetsGateway:
    """Return the adapter of the mode.

    :raises NotConfigured: live without credentials, or a mode that does not exist.
    """
    mode = settings.SHEETS_MODE
    if mode == "dry_run":
        return DryRunSheetsGateway()
    if mode == "sandbox":
        from integrations.sandbox.sheets import SandboxSheetsGateway

        return SandboxSheetsGateway()
    if mode == "live":
        return _live()
    raise NotConfigured(f"SHEETS_MODE is {mode!r}: dry_run, sandbox or live.")


def _live() -> SheetsGateway:
    from integrations.google_credentials import credentials_from_file
    from integrations.sheets.live import DEFAULT_URL, SCOPES, GoogleSheetsGateway

    if not settings.SHEETS_CREDENTIALS_FILE:
        raise NotConfigured("SHEETS_CREDENTIALS_FILE is not set.")
    return GoogleSheetsGateway(
        credentials_from_file(settings.SHEETS_CREDENTIALS_FILE, scopes=SCOPES),
        spreadsheet_id=settings.SHEETS_SPREADSHEET_ID or "",
        api_url=settings.SHEETS_API_URL or DEFAULT_URL,
        retry_wait_seconds=getattr(settings, "READ_RETRY_WAIT_SECONDS", 1.0),
    )
