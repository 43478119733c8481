"""What every page of the console shares: rows are shown, changes are forms that call a command."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
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


class RowPageAdmin(ReadOnlyAdmin):
    """Rows with a page of their own. Looking changes nothing; the page's buttons are its forms."""

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show one row to those who may see it; an address without a number leads to the list."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_view_permission(request):
            raise PermissionDenied(f"{self.opts.label_lower}: view")
        if not object_id.isdecimal():
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
            return HttpResponseRedirect(reverse(name))
        return self.row_page(request, int(object_id))

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return the page of one row; each kind of row has its own."""
        raise NotImplementedError


def actor_of(user: AbstractBaseUser | AnonymousUser) -> str:
    """Return the name under which a person's clicks are recorded."""
    return getattr(user, "email", "") or user.get_username()


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


def submit(
    request: HttpRequest,
    form: Form,
    command: Callable[..., object],
    *,
    refusals: tuple[type[Exception], ...],
    done: str,
    values: Callable[[], Mapping[str, Any]] | None = None,
) -> int:
    """Run a command with what a form says, the person and the time.

    Returns 0 when it is done; else the status with which to show the form again, what is wrong
    standing in it: 422 where the form does not hold, 409 where the command refuses. `values`, asked
    of a form that holds, stands for its fields where they are not the command's own arguments.
    """
    if not form.is_valid():
        return 422
    given = values() if values else form.cleaned_data
    ready = partial(command, **given, actor=actor_of(request.user), now=timezone.now())
    refusal = attempt(request, ready, refusals=refusals, done=done)
    if not refusal:
        return 0
    form.add_error(None, refusal)
    return 409


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
