"""What people type on campaign pages."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings

from campaigns.domain.brief.form import FIELDS, path_of
from campaigns.domain.brief.parsing import validate_and_coerce_correction
from campaigns.domain.roster.parsing import Roster
from campaigns.files import MOST_BYTES, UnreadableRoster, roster_in
from campaigns.models import Campaign, Client, KillSwitch
from campaigns.models.shapes import FieldToFix
from integrations.models import Mailbox

CENT = Decimal("0.01")
_MOST_SHOWN = 10
_ROWS = {
    KillSwitch.Scope.CLIENT: Client,
    KillSwitch.Scope.CAMPAIGN: Campaign,
    KillSwitch.Scope.MAILBOX: Mailbox,
}


class ReasonForm(forms.Form):
    """Why: every change by hand says so."""

    reason = forms.CharField(max_length=500, label="Reason")


class CorrectionForm(forms.Form):
    """One input per field of the brief that did not parse, with what came in it."""

    reason = forms.CharField(max_length=500, label="Reason", initial="brief corrected")

    def __init__(self, *args: Any, errors: list[FieldToFix], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names: dict[str, str] = {}
        for number, error in enumerate(errors):
            key = f"field_{number}"
            if error["name"] in self.names.values():
                continue
            self.names[key] = error["name"]
            self.fields[key] = forms.CharField(
                label=error["name"],
                initial=error["value"],
                help_text=error["reason"],
                required=False,
                max_length=2000,
            )
        self.order_fields([*self.names, "reason"])

    def corrections(self) -> dict[str, str]:
        """Return the typed values by form name; what was left empty is left alone."""
        typed = {name: self.cleaned_data[key] for key, name in self.names.items()}
        return {name: text for name, text in typed.items() if text}


# What the form asks for under its own names.
_TYPED_ABOVE = frozenset(
    {
        *("client_name", "goals.primary_goal", "budget", "deliverables.scenario_1"),
        *("budget_constraints.cpm_target", "budget_constraints.cpm_leniency_pct"),
        *("budget_constraints.min_cost_per_influencer",),
        *("budget_constraints.max_cost_without_approval",),
        *("influencer_sheet_tab", "influencer_sheet_id"),
    }
)


class CampaignForm(forms.Form):
    """A campaign typed by hand; amounts in its own currency."""

    name = forms.CharField(max_length=300, label="Campaign name")
    client_name = forms.CharField(max_length=200, label="Client")
    goal = forms.CharField(
        max_length=200, label="Primary goal", help_text="such as: Brand Awareness"
    )
    currency = forms.RegexField(r"^[A-Za-z]{3}$", label="Currency", help_text="three letters")
    budget = forms.DecimalField(min_value=CENT, max_digits=12, decimal_places=3, label="Budget")
    cpm_target = forms.DecimalField(
        min_value=CENT,
        max_digits=9,
        decimal_places=4,
        required=False,
        label="Target CPM",
        help_text="price per 1,000 views; empty for the house's 20 to 30",
    )
    leniency = forms.DecimalField(
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
        label="CPM leniency in percent",
    )
    minimum = forms.DecimalField(
        min_value=0,
        max_digits=12,
        decimal_places=3,
        required=False,
        label="Least amount per influencer",
    )
    approval = forms.DecimalField(
        min_value=CENT,
        max_digits=12,
        decimal_places=3,
        required=False,
        label="Most amount without approval",
    )
    deliverables = forms.CharField(
        max_length=500, label="Deliverables", help_text="such as: 1 Instagram Reel, 2 Stories"
    )
    sheet_tab = forms.CharField(max_length=120, required=False, label="Roster sheet tab")
    sheet_id = forms.CharField(max_length=500, required=False, label="Roster spreadsheet id")
    file = forms.FileField(
        required=False, label="Roster as a file", help_text="CSV or XLSX with the sheet's columns"
    )
    autonomy = forms.ChoiceField(choices=Campaign.Autonomy.choices, label="Which emails wait")
    opening = forms.ChoiceField(choices=Campaign.Opening.choices, label="First email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["currency"].initial = settings.DEFAULT_CURRENCY
        self.fields["autonomy"].initial = settings.DEFAULT_AUTONOMY
        self.fields["opening"].initial = settings.DEFAULT_OPENING
        self.roster = Roster((), (), ())
        self.terms: dict[str, str] = {}
        for number, entry in enumerate(e for e in FIELDS if e.path not in _TYPED_ABOVE):
            key = f"term_{number}"
            self.terms[key] = entry.name
            label = " ".join(entry.name.split())
            self.fields[key] = forms.CharField(label=label, required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        """Read the brief's further fields and the roster's file."""
        data = super().clean() or {}
        self.further: dict[str, Any] = {}
        for key, name in self.terms.items():
            try:
                self.further[path_of(name)] = validate_and_coerce_correction(
                    name, data.get(key) or ""
                )
            except ValueError as problem:
                self.add_error(key, str(problem))
        if file := data.get("file"):
            try:
                self.roster = roster_in(file.name, file.read(MOST_BYTES + 1))
            except UnreadableRoster as error:
                self.add_error("file", str(error))
        return data

    def clean_currency(self) -> str:
        """Return the currency in capitals."""
        return self.cleaned_data["currency"].upper()

    def values(self) -> dict[str, Any]:
        """Return the typed brief by model path."""
        data = self.cleaned_data
        paths = {
            "goals.primary_goal": data["goal"],
            "budget": data["budget"],
            "budget_constraints.campaign_budget": data["budget"],
            "budget_constraints.cpm_target": data["cpm_target"],
            "budget_constraints.cpm_leniency_pct": data["leniency"],
            "budget_constraints.min_cost_per_influencer": data["minimum"],
            "budget_constraints.max_cost_without_approval": data["approval"],
            "deliverables.scenario_1": data["deliverables"],
            "influencer_sheet_tab": data["sheet_tab"],
            "influencer_sheet_id": data["sheet_id"],
            "currency": data["currency"],
        }
        return {p: value for p, value in (self.further | paths).items() if value not in (None, "")}

    def columns(self) -> dict[str, Any]:
        """Return what goes on the row itself."""
        return {name: self.cleaned_data[name] for name in ("currency", "autonomy", "opening")}


class KillSwitchForm(forms.Form):
    """What to stop and why."""

    scope = forms.ChoiceField(choices=KillSwitch.Scope.choices)
    scope_id = forms.IntegerField(
        min_value=0,
        initial=0,
        required=False,
        label="Id of the client, campaign or mailbox",
        help_text="0 for the whole house",
    )
    reason = forms.CharField(max_length=500)

    def clean(self) -> dict[str, Any]:
        """Every scope but the house names what it stops."""
        data = super().clean() or {}
        data["scope_id"] = data.get("scope_id") or 0
        if data.get("scope") == KillSwitch.Scope.HOUSE:
            data["scope_id"] = 0
            return data
        model = _ROWS.get(data.get("scope", ""))
        if model and not model._default_manager.filter(pk=data["scope_id"]).exists():
            self.add_error("scope_id", "There is none with this id.")
        return data


class RosterForm(forms.Form):
    """A roster in a file: read while the form is checked, so that its cells are named at once."""

    file = forms.FileField(label="CSV or XLSX file")
    tab = forms.CharField(required=False, max_length=120, label="Sheet of a workbook with several")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roster = Roster((), (), ())

    def clean(self) -> dict[str, Any]:
        """Read the file."""
        data = super().clean() or {}
        if file := data.get("file"):
            try:
                self.roster = roster_in(file.name, file.read(MOST_BYTES + 1), data.get("tab") or "")
            except UnreadableRoster as error:
                self.add_error("file", str(error))
        return data

    def words(self, *, is_trial: bool) -> str:
        """Return what the file brings, for people."""
        refused = [row for row in self.roster.skipped if not row.is_row_kept]
        verb = "would come in" if is_trial else "are in"
        shown = "; ".join(
            f"row {r.row_number} {r.name}: {r.column} {r.reason}" for r in refused[:_MOST_SHOWN]
        )
        left = f" Left out: {shown}." if refused else ""
        return f"{len(self.roster.rows)} rows {verb}.{left}"


class MendForm(forms.Form):
    """What of a prospect may be corrected in place; what is left empty stays."""

    email = forms.CharField(max_length=254, required=False, label="Address")
    handle = forms.CharField(max_length=300, required=False, label="Account, as @name or a link")
    views = forms.CharField(max_length=60, required=False, label="Average views per post")
    reason = forms.CharField(max_length=500, label="Reason")
