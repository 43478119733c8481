"""One mail of a plan: read, approved, edited or held back before it leaves."""

from functools import partial

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from audit.admin_base import RowPageAdmin, page, submit
from campaigns.domain.outreach.refusal_words import words_of
from negotiations.admin.forms import ReasonForm
from negotiations.errors import REFUSALS
from negotiations.models import LetterApproval, PlanRow
from negotiations.outreach.commands.deciding import approve_letter, set_review_flag
from negotiations.outreach.showing.today import neighbours

_APPROVE, _HOLD = "negotiations.add_letterapproval", "campaigns.change_approach"
_HOME = "admin:negotiations_planrow_change"


class LetterForm(forms.Form):
    """A cold mail's words as a person lets them leave."""

    subject = forms.CharField(max_length=200)
    body = forms.CharField(
        label="Email", strip=False, widget=forms.Textarea(attrs={"class": "p-letter", "rows": 18})
    )


@admin.register(PlanRow)
class PlanRowAdmin(RowPageAdmin):
    """The mails of a plan have their list on the plan's page; here is one of them."""

    def get_urls(self) -> list[URLPattern]:
        """Add the buttons' addresses."""
        view = self.admin_site.admin_view
        name = "negotiations_planrow"
        return [
            path(
                "<int:pk>/approve/", view(require_POST(self.approve_view)), name=f"{name}_approve"
            ),
            path("<int:pk>/hold/", view(require_POST(self.hold_view)), name=f"{name}_hold"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        """The list is the plan's own page."""
        return HttpResponseRedirect(reverse("admin:negotiations_cycleplan_changelist"))

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one mail. Looking changes nothing."""
        return self._render(request, pk)

    def _render(
        self,
        request: HttpRequest,
        pk: int,
        *,
        letter: LetterForm | None = None,
        hold: ReasonForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        rows = PlanRow.objects.select_related(
            "plan", "prospect__influencer", "prospect__campaign", "prospect__approach"
        )
        row = get_object_or_404(rows.select_related("mailbox", "template", "email"), pk=pk)
        before, after = neighbours(row)
        approval = LetterApproval.objects.filter(
            prospect=row.prospect_id, step=row.step, channel=row.channel
        ).first()
        context = page(
            self,
            request,
            row.prospect.influencer.name,
            row=row,
            approval=approval,
            words=words_of(row.reason) if row.reason else None,
            before=before,
            after=after,
            letter=letter or LetterForm(initial={"subject": row.subject, "body": row.body}),
            hold=hold or ReasonForm(),
            may_approve=request.user.has_perm(_APPROVE) and bool(row.body),
            may_hold=request.user.has_perm(_HOLD),
        )
        return render(request, "console/outreach/letter.html", context, status=status)

    def approve_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let the mail leave with the words of the form."""
        get_object_or_404(PlanRow, pk=pk)
        form = LetterForm(request.POST)
        done = "Approved as it stands here. It is in the next plan."
        command = partial(approve_letter, row_id=pk)
        if status := submit(request, form, command, refusals=REFUSALS, done=done):
            return self._render(request, pk, letter=form, status=status)
        return HttpResponseRedirect(reverse(_HOME, args=(pk,)))

    def hold_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let nothing leave to this prospect before somebody has looked."""
        row = get_object_or_404(PlanRow, pk=pk)
        form = ReasonForm(request.POST)
        is_flagged = "release" not in request.POST
        command = partial(set_review_flag, prospect_id=row.prospect_id, is_flagged=is_flagged)
        if status := submit(request, form, command, refusals=REFUSALS, done="Noted."):
            return self._render(request, pk, hold=form, status=status)
        return HttpResponseRedirect(reverse(_HOME, args=(pk,)))
