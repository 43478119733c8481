"""What every page of the console shares: rows are shown, changes are forms that call a command."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
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


def page(admin: ModelAdmin, request: HttpRequest, title: str, **context: Any) -> dict[str, Any]:
    """Return the context of an own page of the console."""
    return {
        **admin.admin_site.each_context(request),
        "title": title,
        "is_fullwidth": "1",
        **context,
    }
