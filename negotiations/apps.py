"""Django's registration of this room."""

from django.apps import AppConfig


class NegotiationsConfig(AppConfig):
    """The room's app."""

    name = "negotiations"
    default_auto_field = "django.db.models.BigAutoField"
