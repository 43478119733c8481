"""Django's registration of this room."""

from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    """The room's app."""

    name = "integrations"
    default_auto_field = "django.db.models.BigAutoField"
