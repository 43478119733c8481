"""Every address of the house."""

from django.contrib import admin
from django.urls import path

from config import health, own_password, status
from config.api import api, unknown_path
from config.telemetry import metrics
from integrations.clickup import webhook as clickup_webhook
from integrations.gmail import webhook as gmail_webhook
from integrations.slack import webhook as slack_webhook
from negotiations import unsubscribe

urlpatterns = [
    path("admin/health/", admin.site.admin_view(status.health_page), name="console_health"),
    path("admin/password_change/", admin.site.admin_view(own_password.change)),
    path("admin/", admin.site.urls),
    path("api/v1", unknown_path),
    path("api/v1/", unknown_path),
    path("api/v1/", api.urls),
    path("api/v1/<path:rest>", unknown_path),
    path("webhooks/clickup", clickup_webhook.receive),
    path("webhooks/gmail", gmail_webhook.receive),
    path("webhooks/slack/commands", slack_webhook.receive),
    path("webhooks/slack/interactions", slack_webhook.receive),
    path("u/<str:token>", unsubscribe.page),
    path("health", health.alive),
    path("ready", health.ready),
    path("metrics", metrics.scrape),
]
