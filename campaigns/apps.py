"""Django's registration of this room."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """The room's app."""

    name = "campaigns"
    default_auto_field = "django.db.models.BigAutoField"
