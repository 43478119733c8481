"""Every address of the house."""

from django.contrib import admin
from django.urls import path

from integrations.clickup import webhook as clickup_webhook
from integrations.gmail import webhook as gmail_webhook

urlpatterns = [
    path("admin/", admin.site.urls),
    path("webhooks/clickup", clickup_webhook.receive),
    path("webhooks/gmail", gmail_webhook.receive),
]
