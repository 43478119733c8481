"""By what is negotiated and written: versions that staff put in force."""

from django.db import models
from django.db.models import Q

from integrations.typed_json import typed
from negotiations.models.shapes import SETTINGS


class PlaybookVersion(models.Model):
    """One version of how to negotiate: for the house, one client or one campaign.

    Settings never change once written; a change is the next version. The active version of the
    narrowest scope binds; where none is active the built-in default does.
    """

    class Status(models.TextChoices):
        """Where the version stands; `retired` ones can be rolled back to."""

        DRAFT = "draft"
        APPROVED = "approved"
        ACTIVE = "active"
        RETIRED = "retired"

    class Scope(models.TextChoices):
        """Whom it binds; the narrowest wins."""

        HOUSE = "house"
        CLIENT = "client"
        CAMPAIGN = "campaign"

    scope = models.CharField(max_length=8, choices=Scope)
    scope_id = models.PositiveIntegerField(default=0, help_text="0 for the house")
    number = models.PositiveIntegerField(help_text="counted within its scope, from 1")
    title = models.CharField(max_length=80)
    settings = typed(SETTINGS, default=dict)
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    reason = models.TextField(help_text="why it was written")
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    approved_by = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    activated_by = models.CharField(max_length=200, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        permissions = [
            ("approve_playbookversion", "Can approve a playbook"),
            ("activate_playbookversion", "Can activate or roll back a playbook"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "scope_id", "number"], name="one_playbook_number_per_scope"
            ),
            models.UniqueConstraint(
                fields=["scope", "scope_id"],
                condition=Q(status="active"),
                name="one_active_playbook_per_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"


class KnowledgeVersion(models.Model):
    """One edit of a page of guidance. Version 1 is the page that came with the product."""

    name = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    text = models.TextField()
    author = models.CharField(max_length=200)
    reason = models.TextField()
    is_active = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "-number"]
        verbose_name = "guidance page"
        constraints = [
            models.UniqueConstraint(fields=["name", "number"], name="one_row_per_page_version"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(is_active=True), name="one_active_version_per_page"
            ),
            models.CheckConstraint(condition=Q(number__gt=1), name="version_1_is_the_shipped_page"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
