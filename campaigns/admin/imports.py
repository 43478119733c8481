"""Import: a file, its columns, a dry run cell by cell, and then it is taken in."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from audit.admin_base import RowPageAdmin, actor_of, attempt, page
from campaigns.commands import CampaignRefused
from campaigns.commands.imports import commit_import, name_columns, reject_of, upload_file
from campaigns.commands.roster.adding import comparison_of
from campaigns.domain.roster.columns import TITLES
from campaigns.files import MOST_BYTES, UnreadableRoster, read_roster_file
from campaigns.files.mapping import NOT_READ, columns_of, mapped_roster
from campaigns.models import Campaign, ImportBatch

REFUSALS: tuple[type[Exception], ...] = (CampaignRefused,)
_SHOWN = 200
_BATCHES = 30


class UploadForm(forms.Form):
    """The file and its campaign; that it can be read is checked at once."""

    campaign = forms.ModelChoiceField(Campaign.objects.none())
    file = forms.FileField(label="CSV or XLSX file")
    tab = forms.CharField(required=False, max_length=120, label="Sheet of a workbook with several")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["campaign"]
        field.queryset = Campaign.objects.exclude(status__in=Campaign.OVER).order_by("name")
        self.content = b""

    def clean(self) -> dict[str, Any]:
        """Read the file."""
        data = super().clean() or {}
        if file := data.get("file"):
            self.content = file.read(MOST_BYTES + 1)
            try:
                read_roster_file(file.name, self.content, data.get("tab") or "")
            except UnreadableRoster as error:
                self.add_error("file", str(error))
        return data


@admin.register(ImportBatch)
class ImportBatchAdmin(RowPageAdmin):
    """Files of prospects; the page of one leads from its columns to its rows."""

    def get_urls(self) -> list[URLPattern]:
        """Add the steps' addresses."""
        view = self.admin_site.admin_view
        name = "campaigns_importbatch"
        columns = view(require_POST(self.columns_view))
        return [
            path("upload/", view(require_POST(self.upload_view)), name=f"{name}_upload"),
            path("<int:pk>/columns/", columns, name=f"{name}_columns"),
            path("<int:pk>/commit/", view(require_POST(self.commit_view)), name=f"{name}_commit"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the form for a new file, and the files before."""
        return self._render_list(request, UploadForm())

    def _render_list(
        self, request: HttpRequest, form: UploadForm, status: int = 200
    ) -> HttpResponse:
        batches = ImportBatch.objects.defer("content").select_related("campaign")
        context = page(
            self,
            request,
            "Import",
            form=form,
            batches=batches[:_BATCHES],
            may_add=request.user.has_perm("campaigns.add_importbatch"),
        )
        return render(request, "console/outreach/imports.html", context, status=status)

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """Keep the file; nothing of it is taken in yet."""
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._render_list(request, form, status=422)
        made: list[ImportBatch] = []

        def command() -> None:
            made.append(
                upload_file(
                    campaign_id=form.cleaned_data["campaign"].pk,
                    name=form.cleaned_data["file"].name,
                    content=form.content,
                    tab=form.cleaned_data["tab"],
                    actor=actor_of(request.user),
                    now=timezone.now(),
                )
            )

        done = "The file is here. Say what its columns are."
        if refusal := attempt(request, command, refusals=REFUSALS, done=done):
            form.add_error(None, refusal)
            return self._render_list(request, form, status=409)
        return _to(made[0].pk)

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show how far the file is. Looking changes nothing."""
        return self._render(request, pk)

    def _render(
        self, request: HttpRequest, pk: int, *, refusal: str = "", status: int = 200
    ) -> HttpResponse:
        batch = get_object_or_404(ImportBatch.objects.select_related("campaign"), pk=pk)
        is_open = batch.status == ImportBatch.Status.MAPPING
        context = page(
            self,
            request,
            batch.name,
            batch=batch,
            refusal=refusal,
            is_open=is_open,
            is_busy=batch.status in ("waiting", "running"),
            fields=[(name, title) for name, (title, _) in TITLES.items()],
            not_read=NOT_READ,
            may_add=request.user.has_perm("campaigns.add_importbatch"),
            rejects=batch.rejects[:_SHOWN],
            **(_dry_run(batch) if is_open else {}),
        )
        return render(request, "console/outreach/import.html", context, status=status)

    def columns_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say what the columns are; the dry run follows."""
        batch = get_object_or_404(ImportBatch, pk=pk)
        table = read_roster_file(batch.name, bytes(batch.content), batch.tab)
        titles = [column.title for column in columns_of(table, {})]
        chosen = {
            title: request.POST.get(f"column_{index}", "") for index, title in enumerate(titles)
        }
        command = partial(name_columns, batch_id=pk, columns=chosen)
        return self._do(request, pk, command, done="Read with these columns.")

    def commit_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let a worker take the file in."""
        get_object_or_404(ImportBatch, pk=pk)
        command = partial(
            commit_import, batch_id=pk, actor=actor_of(request.user), now=timezone.now()
        )
        return self._do(request, pk, command, done="It is being taken in.")

    def _do(
        self, request: HttpRequest, pk: int, command: Callable[[], object], *, done: str
    ) -> HttpResponse:
        if refusal := attempt(request, command, refusals=REFUSALS, done=done):
            return self._render(request, pk, refusal=refusal, status=409)
        return _to(pk)


def _dry_run(batch: ImportBatch) -> dict[str, Any]:
    """Return what the file would bring: whom it adds, which cells change, what is refused."""
    table = read_roster_file(batch.name, bytes(batch.content), batch.tab)
    roster = mapped_roster(table, batch.columns)
    found = comparison_of(batch.campaign, roster)
    changes = [change for kept in found.kept for change in kept.changes]
    return {
        "columns": columns_of(table, batch.columns),
        "adds": found.new[:_SHOWN],
        "adds_count": len(found.new),
        "changes": changes[:_SHOWN],
        "changes_count": len(changes),
        "same_count": sum(not kept.changes for kept in found.kept),
        "refused": [reject_of(row) for row in roster.skipped[:_SHOWN]],
        "refused_count": len(roster.skipped),
        "problems": roster.problems,
    }


def _to(pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:campaigns_importbatch_change", args=(pk,)))
