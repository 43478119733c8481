"""A person's own new password: Django's page, with an entry in the trail."""

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from audit.admin_base import actor_of
from config.accounts import facts_of, note_saved


def change(request: HttpRequest) -> HttpResponse:
    """Show or take the form; that the password changed is recorded with the change."""
    user = request.user
    if request.method != "POST" or user.pk is None:
        return admin.site.password_change(request)
    with transaction.atomic():
        before = facts_of(User.objects.get(pk=user.pk))
        response = admin.site.password_change(request)
        note_saved(
            User.objects.get(pk=user.pk),
            before=before,
            actor=actor_of(user),
            now=timezone.now(),
        )
    return response
