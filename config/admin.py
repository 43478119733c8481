"""Staff accounts and their roles in the console's own style; every change of them is on record."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from audit.admin_base import actor_of
from config.accounts import facts_of, note_deleted, note_saved

admin.site.unregister(User)
admin.site.unregister(Group)


class RecordedAdmin(admin.ModelAdmin):
    """Records what its form changed, memberships and rights included.

    Django's own pages save here: what they keep is no row of ours, and they run in one transaction.
    """

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """Remember how it was before the form is saved."""
        before = facts_of(type(obj).objects.get(pk=obj.pk)) if change else None
        form.before = before  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        """Record what changed once memberships are saved too."""
        super().save_related(request, form, formsets, change)
        before = form.before  # type: ignore[attr-defined]
        note_saved(form.instance, before=before, actor=actor_of(request.user), now=timezone.now())

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Record the end of one."""
        with transaction.atomic():
            note_deleted(obj, actor=actor_of(request.user), now=timezone.now())
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Record the end of several."""
        with transaction.atomic():
            for obj in queryset:
                note_deleted(obj, actor=actor_of(request.user), now=timezone.now())
            super().delete_queryset(request, queryset)


@admin.register(User)
class StaffAdmin(RecordedAdmin, UserAdmin, ModelAdmin):
    """Who may log in, and with which role."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:
        """Set somebody's password; that it was set is on record, never what it is."""
        before = User.objects.filter(pk=id).first() if id.isdecimal() else None
        facts = facts_of(before) if before and request.method == "POST" else None
        with transaction.atomic():
            response = super().user_change_password(request, id, form_url)
            if facts is not None:
                note_saved(
                    User.objects.get(pk=id),
                    before=facts,
                    actor=actor_of(request.user),
                    now=timezone.now(),
                )
        return response


@admin.register(Group)
class RoleAdmin(RecordedAdmin, GroupAdmin, ModelAdmin):
    """What a role may see and do."""
