"""What the API answers about the work. Money is a decimal string, never a float."""

from typing import Annotated, Any

from ninja import Field, Schema

from audit.listing import Paging


class CampaignItem(Schema):
    """A campaign with its figures."""

    id: int
    external_id: str | None
    client_name: str
    name: str
    status: str
    currency: str
    budget_amount: str | None
    cpm_floor: str
    cpm_ceiling: str
    counts_by_state: dict[str, int]
    agreed_count: int
    percent_closed: str
    committed_amount: str
    average_cpm: str | None
    budget_used_percent: str | None


class CampaignPage(Schema):
    """A page of campaigns, newest first."""

    items: list[CampaignItem]
    count: int


class ThreadItem(Schema):
    """One negotiation."""

    id: int
    campaign_id: int
    campaign_external_id: str | None
    influencer_name: str
    influencer_email: str
    state: str
    round: int
    last_offer_amount: str | None
    last_ask_amount: str | None
    agreed_amount: str | None
    currency: str
    agreed_cpm: str | None
    counterparty: str
    agency: str | None
    mail_thread_id: str
    managed_by: str
    claimed_by: str
    needs_person: bool
    updated_at: str
    next_step: str
    next_step_kind: str


class ThreadPage(Schema):
    """A page of threads, the latest changed first."""

    items: list[ThreadItem]
    count: int


class ThreadQuery(Paging):
    """Filters of the thread list; `campaign` is an id or an external id."""

    campaign: str = ""
    state: str = ""
    influencer: str = ""


class TimelineItem(Schema):
    """One thing that happened on a thread, with the words of its mail."""

    at: str
    kind: str
    actor: str
    summary: str
    data: dict[str, Any]


class TimelinePage(Schema):
    """A page of a thread's story, oldest first."""

    items: list[TimelineItem]
    count: int


class EmailItem(Schema):
    """One email of ours; the daily cycle's first touches and follow-ups have no thread."""

    id: int
    thread_id: int | None
    purpose: str
    status: str
    to: list[str]
    subject: str
    body: str
    provider_message_id: str
    attempts: int
    version: str


class EmailPage(Schema):
    """A page of emails, newest first."""

    items: list[EmailItem]
    count: int


class EmailQuery(Paging):
    """Filters of the email list."""

    status: str = ""
    campaign: str = ""
    thread: int | None = None


class Approval(Schema):
    """A person's own words instead of the draft's, if any."""

    body: Annotated[str | None, Field(min_length=1, max_length=100_000)] = None
    version: Annotated[str | None, Field(max_length=64)] = None
    reason: Annotated[str, Field(max_length=2000)] = ""


class Discard(Schema):
    """Why the email is thrown away."""

    reason: Annotated[str, Field(max_length=2000)] = "discarded over the API"


class AgencyItem(Schema):
    """A talent agency and how many negotiations with its people are open."""

    id: int
    name: str
    open_threads: int


class AgencyPage(Schema):
    """A page of agencies by name."""

    items: list[AgencyItem]
    count: int


class AgencyStop(Schema):
    """Why all threads of an agency are stopped."""

    reason: Annotated[str, Field(max_length=2000)] = "stopped over the API"


class AgencyStopped(Schema):
    """Which threads were stopped."""

    id: int
    name: str
    stopped_count: int
    thread_ids: list[int]


class SettingsChanged(Schema):
    """What a change of settings did, or with a preview would do, and what it touches."""

    id: int
    external_id: str | None
    status: str
    is_preview: bool
    changed: dict[str, dict[str, str]]
    touches: list[str]
