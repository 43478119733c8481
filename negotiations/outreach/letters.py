"""The exact words of one cold mail: an approved template, the prospect's facts, and the foot."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.conf import settings
from django.utils.crypto import salted_hmac

from campaigns.domain.outreach.compliance.foot import Foot, FootFacts, foot_of
from campaigns.domain.outreach.compliance.jurisdictions import Notice
from campaigns.domain.outreach.plan import PlannedMail, RowKey, row_hash
from campaigns.domain.outreach.templates import text_problems, write_template
from campaigns.domain.outreach.variants import Variant, variant_for
from campaigns.models import OutreachSettings, Prospect
from integrations.models import Mailbox
from negotiations.domain.gate.check import check_email
from negotiations.domain.letters.facts import SANDBOX_LINE
from negotiations.models import LetterApproval, OutreachTemplate
from negotiations.outreach.people import Known

Templates = Mapping[int, Sequence[OutreachTemplate]]


@dataclass(frozen=True)
class Letter:
    """One cold mail as it would leave, what is missing from its foot and wrong with its words."""

    subject: str
    body: str
    template: OutreachTemplate | None
    missing: frozenset[Notice]
    problems: tuple[str, ...]
    approved_by: str = ""


def approved_templates() -> Templates:
    """Return the templates in use by touch: approved, not retired, the newest of each name."""
    found = OutreachTemplate.objects.filter(retired_at__isnull=True).exclude(approved_by="")
    newest: dict[str, OutreachTemplate] = {}
    for template in found.order_by("version"):
        newest[template.name] = template
    by_touch: dict[int, list[OutreachTemplate]] = defaultdict(list)
    for template in newest.values():
        by_touch[template.touch].append(template)
    return by_touch


def token_of(prospect: Prospect, step: int) -> str:
    """Return the opt-out token of a touch: always the same, and nobody can guess it."""
    words = f"{prospect.campaign_id}:{prospect.pk}:email:{step}"
    return salted_hmac("outreach.unsubscribe", words, algorithm="sha256").hexdigest()[:40]


def letter_for(known: Known, templates: Templates, house: OutreachSettings) -> Letter:
    """Return the next touch's mail; what a person approved or edited leaves as they left it."""
    foot = foot_of(_foot_facts(known, house))
    if known.approval is not None:
        return _approved(known.approval, foot)
    template = _template_for(known, templates)
    if template is None:
        words = f"no approved template for touch {known.step}"
        return Letter("", "", None, foot.missing, (words,))
    return _from_template(known, template, foot)


def _approved(approval: LetterApproval, foot: Foot) -> Letter:
    problems = text_problems(approval.subject, approval.body, is_first_touch=approval.step == 1)
    return Letter(
        approval.subject,
        approval.body,
        None,
        foot.missing_in(approval.body),
        tuple(problems),
        approval.approved_by,
    )


def _from_template(known: Known, template: OutreachTemplate, foot: Foot) -> Letter:
    is_first = known.step == 1
    # A follow-up stays in the first mail's conversation: the same subject, as it was sent.
    subject = template.subject if is_first else known.sent[0].subject
    values = _values(known.prospect)
    written = write_template(subject, template.body, values, is_first_touch=is_first)
    own = "\n\n".join([written.body, *foot.said.values()])
    body = f"{SANDBOX_LINE}\n\n{own}" if settings.IS_SANDBOX else own
    findings = check_email(written.subject, written.body, _world(values))
    problems = (*written.problems, *(f["message"] for f in findings))
    missing = foot.missing
    return Letter(written.subject, f"{body}\n", template, missing, tuple(dict.fromkeys(problems)))


def _template_for(known: Known, templates: Templates) -> OutreachTemplate | None:
    """Return the prospect's own variant for this touch, the same one for life."""
    choice = {t.name: t for t in templates.get(known.step, ()) if t.weight}
    if not choice:
        return None
    variants = [Variant(name, template.weight) for name, template in choice.items()]
    return choice[variant_for(known.prospect.pk, f"touch-{known.step}", variants).name]


def _values(prospect: Prospect) -> dict[str, str]:
    client = prospect.campaign.client
    return {
        "first_name": prospect.influencer.first_name,
        "influencer_name": prospect.influencer.name,
        "platform": _PLATFORMS.get(prospect.platform, prospect.platform),
        "brand": client.name if client else prospect.campaign.name,
        "campaign_name": prospect.campaign.name,
        "sender_name": settings.SENDER_NAME,
        "agency_name": settings.HOUSE_NAME,
    }


_PLATFORMS = {"instagram": "Instagram", "tiktok": "TikTok", "youtube": "YouTube"}


def _world(values: Mapping[str, str]) -> dict[str, object]:
    """Return the closed world of a cold mail: their name, and no amount, date or right at all."""
    names = [values["first_name"], values["influencer_name"], values["brand"]]
    return {
        "amounts": [],
        "deliverables": [],
        "dates": [],
        "rights": [],
        "names": [name for name in (*names, settings.SENDER_NAME, settings.HOUSE_NAME) if name],
        "links": [],
    }


def _foot_facts(known: Known, house: OutreachSettings) -> FootFacts:
    campaign = known.prospect.campaign
    token = token_of(known.prospect, known.step)
    return FootFacts(
        house=settings.HOUSE_NAME,
        brand=campaign.client.name if campaign.client else campaign.name,
        postal_address=settings.SENDER_POSTAL_ADDRESS,
        privacy_url=settings.PRIVACY_URL or "",
        unsubscribe_url=f"{settings.PUBLIC_BASE_URL}/u/{token}",
        source=known.facts.source,
        country=known.facts.country,
        is_first_touch=known.step == 1,
        is_assistant_line_on=house.is_assistant_line_on,
    )


def missing_notices(known: Known, body: str, house: OutreachSettings) -> frozenset[Notice]:
    """Return the notices these words lack for the touch they are."""
    return foot_of(_foot_facts(known, house)).missing_in(body)


def planned_mail(known: Known, letter: Letter, mailbox: Mailbox) -> PlannedMail:
    """Return the mail as a plan's hash takes it."""
    return PlannedMail(
        RowKey(known.prospect.pk, known.step, "email"),
        mailbox.address,
        str(letter.template) if letter.template else f"approved by {letter.approved_by}",
        letter.subject,
        letter.body,
    )


def fingerprint_of(known: Known, letter: Letter, mailbox: Mailbox) -> str:
    """Return the fingerprint a plan keeps of this mail."""
    return row_hash(planned_mail(known, letter, mailbox))


def html_of(body: str) -> str:
    """Return the text as paragraphs of simple HTML: the same words."""
    blocks = body.strip().split("\n\n")
    return "\n".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in blocks)
