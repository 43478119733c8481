"""Django's registration of this room."""

from django.apps import AppConfig


class NegotiationsConfig(AppConfig):
    """The room's app."""

    name = "negotiations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the room's system checks."""
        from negotiations import checks  # noqa: F401
