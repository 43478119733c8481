"""Every environment variable: its type, its default, and nothing else."""

from typing import Annotated, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from config.env.kinds import (
    NO_SECRET,
    BrokerUrl,
    DatabaseUrl,
    FernetKeys,
    HttpUrl,
    MailAddress,
    Mode,
    Names,
    Origins,
    SentryDsn,
    TimeZone,
)

LOCAL_SECRET_KEY = "django-insecure-local-use-only-never-on-a-server"


class Env(BaseSettings):
    """Every variable; the variable's name is the attribute's in capitals. Empty means not set."""

    model_config = SettingsConfigDict(
        extra="ignore", env_ignore_empty=True, frozen=True, hide_input_in_errors=True
    )

    debug: bool = True
    secret_key: SecretStr = SecretStr(LOCAL_SECRET_KEY)
    allowed_hosts: Names = ("localhost", "127.0.0.1", "[::1]")
    csrf_trusted_origins: Origins = ()
    public_base_url: HttpUrl = "http://127.0.0.1:8000"
    time_zone: TimeZone = "UTC"
    field_encryption_keys: FernetKeys = ()

    # A password may be inside these two, so they stay out of any repr.
    database_url: DatabaseUrl = Field("sqlite:///data/parley.sqlite3", repr=False)
    broker_url: BrokerUrl = Field("", repr=False)

    gmail_mode: Mode = "dry_run"
    sheets_mode: Mode = "dry_run"
    slack_mode: Mode = "dry_run"
    clickup_mode: Mode = "dry_run"
    anthropic_mode: Mode = "dry_run"

    gmail_credentials_file: str = ""
    gmail_mailbox: MailAddress = ""
    gmail_pubsub_topic: str = ""
    gmail_push_audience: str = ""
    gmail_push_service_account: str = ""
    # false: the mailbox is polled each minute, and no push is expected.
    gmail_push: bool = True
    mail_authserv_ids: Names = ("mx.google.com",)
    gmail_dkim_selector: str = "google"
    # Empty: the system's servers. For tests: 127.0.0.1:5353
    dns_server: str = ""
    recontact_days: Annotated[int, Field(ge=0, le=3650)] = 30
    gmail_api_url: HttpUrl = "https://gmail.googleapis.com"
    google_certs_url: HttpUrl = "https://www.googleapis.com/oauth2/v1/certs"

    sheets_credentials_file: str = ""
    sheets_spreadsheet_id: str = ""
    sheets_api_url: HttpUrl = "https://sheets.googleapis.com"

    slack_bot_token: SecretStr = NO_SECRET
    slack_signing_secret: SecretStr = NO_SECRET
    slack_agreements_channel: str = ""
    slack_escalations_channel: str = ""
    slack_errors_channel: str = ""
    slack_api_url: HttpUrl = "https://slack.com/api/"

    clickup_api_token: SecretStr = NO_SECRET
    clickup_webhook_secret: SecretStr = NO_SECRET
    clickup_api_url: HttpUrl = "https://api.clickup.com/api/v2"
    clickup_team_id: str = ""
    clickup_list_id: str = ""

    anthropic_api_key: SecretStr = NO_SECRET
    anthropic_reading_model: str = "claude-haiku-5-5"
    anthropic_writing_model: str = "claude-sonnet-5-5"
    anthropic_base_url: HttpUrl = "https://api.anthropic.com"
    # What happens while the model cannot be asked: the offline rules work, or the thread waits.
    anthropic_outage: Literal["offline", "wait"] = "offline"
    anthropic_timeout_seconds: Annotated[float, Field(gt=0, le=100)] = 60.0

    sentry_dsn: SentryDsn = NO_SECRET
    log_format: Literal["console", "json"] = "console"
    metrics_token: SecretStr = NO_SECRET

    campaign_autostart: bool = True
    # None: 120 seconds, or 0 where ClickUp is the sandbox; `quiet_seconds` answers which.
    brief_quiet_seconds: Annotated[int, Field(ge=0, le=86_400)] | None = None
    default_opening: Literal["offer_first", "ask_first", "interest_first"] = "offer_first"
    default_autonomy: Literal["review", "supervised", "autonomous"] = "review"
    default_currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "USD"
    # None: 300 seconds, or 0 where Gmail is the sandbox; `hold_seconds` answers which.
    send_hold_seconds: Annotated[int, Field(ge=0, le=86_400)] | None = None

    sender_name: str = ""
    sender_postal_address: str = ""
    privacy_url: HttpUrl = ""

    port: Annotated[int, Field(ge=1, le=65_535)] = 8000
    house_name: str = "Parley Partnerships"

    workers: Annotated[int, Field(ge=1, le=64)] = 2
    worker_stuck_seconds: Annotated[int, Field(ge=5, le=3_600)] = 40
    lease_seconds: Annotated[int, Field(ge=1)] = 180
    retry_seconds: Annotated[int, Field(ge=1)] = 30
    settle_seconds: Annotated[int, Field(ge=1)] = 120
    read_retry_wait_seconds: Annotated[float, Field(ge=0)] = 1.0

    @property
    def hold_seconds(self) -> int:
        """The undo window before an approved or automatic email leaves."""
        if self.send_hold_seconds is not None:
            return self.send_hold_seconds
        return 0 if self.gmail_mode == "sandbox" else 300

    @property
    def quiet_seconds(self) -> int:
        """How long a brief is left alone after its last change before it starts its campaign."""
        if self.brief_quiet_seconds is not None:
            return self.brief_quiet_seconds
        return 0 if self.clickup_mode == "sandbox" else 120
