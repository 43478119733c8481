"""The foot of every cold mail: who writes, why, how we know them, how to end it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaigns.domain.outreach.compliance.jurisdictions import Notice, notices_for

VERSION = "foot-1"


@dataclass(frozen=True)
class FootFacts:
    """What the lines are made of; `source` says where the address was found."""

    house: str
    brand: str
    postal_address: str
    privacy_url: str
    unsubscribe_url: str
    source: str
    country: str
    is_first_touch: bool
    is_assistant_line_on: bool


@dataclass(frozen=True)
class Foot:
    """The lines by their notice, in their order, and the notices that the facts could not make."""

    said: Mapping[Notice, str]
    missing: frozenset[Notice]

    def missing_in(self, body: str) -> frozenset[Notice]:
        """Return the notices these words lack: somebody's edit may have taken a line out."""
        return self.missing | {notice for notice, line in self.said.items() if line not in body}


def foot_of(facts: FootFacts) -> Foot:
    """Return the foot that the recipient's country and this touch ask for."""
    needed = notices_for(
        is_first_touch=facts.is_first_touch,
        is_assistant_line_on=facts.is_assistant_line_on,
        country=facts.country,
    )
    texts = _texts(facts)
    said = {notice: texts[notice] for notice in _ORDER if notice in needed and texts[notice]}
    return Foot(said, frozenset(needed - said.keys()))


_ORDER = [Notice.ASSISTANT, Notice.SOURCE, Notice.PRIVACY, Notice.OPT_OUT, Notice.POSTAL_ADDRESS]


def _texts(facts: FootFacts) -> dict[Notice, str]:
    source, privacy = facts.source.strip(), facts.privacy_url.strip()
    address = " ".join(facts.postal_address.split())
    return {
        Notice.ASSISTANT: f"This message was prepared and sent by our AI assistant for "
        f"{facts.house}. Reply HUMAN to reach a person.",
        Notice.SOURCE: source
        and f"We found your address here: {source}. We are {facts.house} and write about a "
        f"possible collaboration with {facts.brand}.",
        Notice.PRIVACY: privacy and f"How we handle your data: {privacy}",
        Notice.OPT_OUT: facts.unsubscribe_url
        and "If you would rather not hear from us, reply STOP or use this link: "
        f"{facts.unsubscribe_url}",
        Notice.POSTAL_ADDRESS: address and f"{facts.house}, {address}",
    }
