"""What every page of the console shares: rows are shown, changes are forms that call a command."""

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from unfold.admin import ModelAdmin


class ReadOnlyAdmin(ModelAdmin):
    """Rows as they are. Nothing is ever saved from here; buttons call one command each."""

    list_per_page = 50
    list_fullwidth = True
    actions = None
    show_full_result_count = False
    compressed_fields = True

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Rows are made by commands."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Rows are changed by commands."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Rows stay."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whoever may see or act on the rows may look at them."""
        label, name = self.opts.app_label, self.opts.model_name
        return any(request.user.has_perm(f"{label}.{verb}_{name}") for verb in ("view", "change"))


def actor_of(user: AbstractBaseUser | AnonymousUser) -> str:
    """Return the name under which a person's clicks are recorded."""
    return getattr(user, "email", "") or user.get_username()


def require(request: HttpRequest, permission: str) -> None:
    """Let only those pass who may do this.

    :raises PermissionDenied: otherwise
    """
    if not request.user.has_perm(permission):
        raise PermissionDenied(permission)


def attempt(
    request: HttpRequest,
    command: Callable[[], object],
    *,
    refusals: tuple[type[Exception], ...],
    done: str,
) -> str:
    """Run one command and tell the person; return the refusal's text, empty when it worked."""
    try:
        command()
    except refusals as refusal:
        messages.error(request, str(refusal))
        return str(refusal) or "refused"
    messages.success(request, done)
    return ""


def back_to(request: HttpRequest, fallback: str) -> HttpResponse:
    """Return to the page the form names, if it is ours."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = fallback
    return HttpResponseRedirect(target)


def at_words(value: datetime | None) -> str | SafeString:
    """Return a time as people read it: absolute with zone, and how long ago."""
    if value is None:
        return "–"
    local = timezone.localtime(value)
    return format_html(
        '<time datetime="{}" class="p-when">{} <small>{}</small></time>',
        local.isoformat(),
        format_date(local, "j M Y, H:i T"),
        relative(value),
    )


def relative(value: datetime) -> str:
    """Return a time as seen from now, in one unit."""
    now = timezone.now()
    if value > now:
        return f"in {timesince(now, value, depth=1)}"
    return f"{timesince(value, now, depth=1)} ago"


def badge(word: str, tone: str = "neutral") -> SafeString:
    """Return a status word with its tone; the word carries the meaning, the colour repeats it."""
    return format_html(
        '<span class="p-badge p-{}">{}</span>', tone, str(word).replace("_", " ")
    )


def plain_number(value: Decimal | None) -> str:
    """Return an amount without currency for lists whose header names it."""
    return "–" if value is None else f"{value:,.2f}"


def choices_of(words: Iterable[str]) -> list[tuple[str, str]]:
    """Return words as choices of a filter."""
    return [(word, word.replace("_", " ")) for word in words]


def page(admin: ModelAdmin, request: HttpRequest, title: str, **context: Any) -> dict[str, Any]:
    """Return the context of an own page of the console."""
    return {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": title,
        "is_fullwidth": "1",
        **context,
    }
