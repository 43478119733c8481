"""Django settings, read from `config.env`; safe defaults, one block per concern."""

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from config.databases import database_of, sqlite_file
from config.env import EnvError, export_env_file, load
from config.telemetry.logs import configure_structlog, logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
if not os.environ.get("IGNORE_ENV_FILE"):
    export_env_file(BASE_DIR / ".env")
try:
    ENV = load()
except EnvError as error:
    sys.exit(f"Parley cannot start:\n{error}")

DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key.get_secret_value()
FIELD_ENCRYPTION_KEYS = tuple(key.get_secret_value() for key in ENV.field_encryption_keys)
# Health checks of the machine itself ask by loopback, whatever the house is called outside.
ALLOWED_HOSTS = [*ENV.allowed_hosts, "localhost", "127.0.0.1", "[::1]"]
PUBLIC_BASE_URL = ENV.public_base_url.rstrip("/")
_IS_HTTPS = PUBLIC_BASE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = list(ENV.csrf_trusted_origins)
if _IS_HTTPS:
    CSRF_TRUSTED_ORIGINS.append(f"https://{urlsplit(PUBLIC_BASE_URL).netloc}")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
USE_TZ = True
TIME_ZONE = ENV.time_zone
LANGUAGE_CODE = "en-us"

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_q",
    "audit",
    "integrations",
    "campaigns",
    "negotiations",
    "config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.RequestIdMiddleware",
    "config.middleware.StorableTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.PolicyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.parley",
            ],
        },
    },
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- database -----------------------------------------------------------------------------
DATABASES: dict[str, Any] = {"default": database_of(ENV.database_url, BASE_DIR)}
if (_file := sqlite_file(ENV.database_url, BASE_DIR)) is not None:
    _file.parent.mkdir(parents=True, exist_ok=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

# --- jobs ---------------------------------------------------------------------------------
# retry > timeout x (queue_limit / workers + 2): a shorter one runs waiting jobs twice.
BROKER_URL = ENV.broker_url
WORKERS = ENV.workers
JOB_TIMEOUT_SECONDS = 120
Q_CLUSTER: dict[str, Any] = {
    "name": "parley",
    "label": "Jobs",
    "workers": WORKERS,
    "queue_limit": WORKERS,
    "bulk": 1,
    "poll": 0.3,
    "timeout": JOB_TIMEOUT_SECONDS,
    "retry": JOB_TIMEOUT_SECONDS * 4,
    "max_attempts": 3,
    "ack_failures": False,
    "catch_up": False,
    "save_limit": -1,
    "recycle": 500,
    "guard_cycle": 0.5,
}
if BROKER_URL:
    Q_CLUSTER["redis"] = BROKER_URL
else:
    Q_CLUSTER["orm"] = "default"

# Times of the claim, call, settle cycle, in seconds.
LEASE_SECONDS = ENV.lease_seconds
RETRY_SECONDS = ENV.retry_seconds
SETTLE_SECONDS = ENV.settle_seconds
WORKER_STUCK_SECONDS = ENV.worker_stuck_seconds
READ_RETRY_WAIT_SECONDS = ENV.read_retry_wait_seconds
HTTP_READ_SECONDS = 30.0
DELIVERY_MAX_ATTEMPTS = 5
SEND_MAX_ATTEMPTS = 5

# --- vendors ------------------------------------------------------------------------------
GMAIL_MODE = ENV.gmail_mode
GMAIL_CREDENTIALS_FILE = ENV.gmail_credentials_file
GMAIL_MAILBOX = ENV.gmail_mailbox or "partnerships@parley.example"
GMAIL_PUBSUB_TOPIC = ENV.gmail_pubsub_topic
GMAIL_PUSH = ENV.gmail_push
GMAIL_PUSH_AUDIENCE = ENV.gmail_push_audience
GMAIL_PUSH_SERVICE_ACCOUNT = ENV.gmail_push_service_account
MAIL_AUTHSERV_IDS = ENV.mail_authserv_ids
GMAIL_DKIM_SELECTOR = ENV.gmail_dkim_selector
DNS_SERVER = ENV.dns_server
RECONTACT_DAYS = ENV.recontact_days
GMAIL_API_URL = ENV.gmail_api_url
GOOGLE_CERTS_URL = ENV.google_certs_url
SHEETS_MODE = ENV.sheets_mode
SHEETS_CREDENTIALS_FILE = ENV.sheets_credentials_file
SHEETS_SPREADSHEET_ID = ENV.sheets_spreadsheet_id
SHEETS_API_URL = ENV.sheets_api_url
SLACK_MODE = ENV.slack_mode
SLACK_BOT_TOKEN = ENV.slack_bot_token.get_secret_value()
SLACK_SIGNING_SECRET = ENV.slack_signing_secret.get_secret_value()
SLACK_AGREEMENTS_CHANNEL = ENV.slack_agreements_channel or "agreements"
SLACK_ESCALATIONS_CHANNEL = ENV.slack_escalations_channel or "escalations"
SLACK_ERRORS_CHANNEL = ENV.slack_errors_channel or "errors"
SLACK_API_URL = ENV.slack_api_url
CLICKUP_MODE = ENV.clickup_mode
CLICKUP_API_TOKEN = ENV.clickup_api_token.get_secret_value()
CLICKUP_WEBHOOK_SECRET = ENV.clickup_webhook_secret.get_secret_value()
CLICKUP_API_URL = ENV.clickup_api_url
CLICKUP_TEAM_ID = ENV.clickup_team_id
CLICKUP_LIST_ID = ENV.clickup_list_id
ANTHROPIC_MODE = ENV.anthropic_mode
ANTHROPIC_API_KEY = ENV.anthropic_api_key.get_secret_value()
ANTHROPIC_READING_MODEL = ENV.anthropic_reading_model
ANTHROPIC_WRITING_MODEL = ENV.anthropic_writing_model
ANTHROPIC_BASE_URL = ENV.anthropic_base_url
ANTHROPIC_OUTAGE = ENV.anthropic_outage
ANTHROPIC_TIMEOUT_SECONDS = ENV.anthropic_timeout_seconds
METRICS_TOKEN = ENV.metrics_token.get_secret_value()

# --- the house ----------------------------------------------------------------------------
CAMPAIGN_AUTOSTART = ENV.campaign_autostart
BRIEF_QUIET_SECONDS = ENV.quiet_seconds
DEFAULT_OPENING = ENV.default_opening
DEFAULT_AUTONOMY = ENV.default_autonomy
DEFAULT_CURRENCY = ENV.default_currency
SEND_HOLD_SECONDS = ENV.hold_seconds
SENDER_NAME = ENV.sender_name or "Alex"
HOUSE_NAME = ENV.house_name
SENDER_POSTAL_ADDRESS = ENV.sender_postal_address
PRIVACY_URL = ENV.privacy_url
IS_SANDBOX = GMAIL_MODE == "sandbox"
ESCALATION_HOURS = 4

# --- web ----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
if _IS_HTTPS and not DEBUG:
    # The proxy in front ends TLS and says so; without one of them nothing reaches this address.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
LOGIN_URL = "/admin/login/"
SILENCED_SYSTEM_CHECKS: list[str] = [
    # Redirecting to https is the proxy's part: the web behind it also answers health checks.
    "security.W008",
    # Whether all of a company's other hosts speak https is not ours to promise.
    "security.W005",
    "security.W021",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

LOG_FORMAT = ENV.log_format
SENTRY_DSN = ENV.sentry_dsn.get_secret_value()
LOGGING: dict[str, Any] = logging_config(LOG_FORMAT)
configure_structlog()

from config.admin_site import UNFOLD  # noqa: E402, F401  (needs the paths above)
