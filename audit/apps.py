"""Django's registration of this room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The room's app."""

    name = "audit"
    default_auto_field = "django.db.models.BigAutoField"
