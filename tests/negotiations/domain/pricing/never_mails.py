"""Each mail of a sequence, written out from its facts and checked."""

from decimal import Decimal
from typing import Any

from negotiations.domain.letters.facts import Footer, MailFacts
from negotiations.domain.letters.wording import write
from negotiations.domain.pricing.policy import Counter
from tests.negotiations.domain.pricing.never_rules import check_mail

ALWAYS: dict[str, Any] = {
    "client_name": "Lumen",
    "house_name": "Parley House",
    "sender_name": "Sam Reed",
    "footer": Footer("1 Example Way, Springfield", "https://parley.example/u/abc", ai_line=True),
    "first_name": "Mia",
}


def offer_facts(
    counter: Counter,
    *,
    previous: Decimal | None,
    ask: Decimal | None,
    cpm_target: Decimal | None,
) -> dict[str, Any]:
    """Return what a mail with this offer says of it, after our `previous` one and their ask."""
    has_product = counter.lever == "offer_product"
    shares_cpm = counter.lever == "share_cpm_target"
    return {
        "amount": counter.amount,
        "terms": counter.terms,
        "lever": counter.lever,
        "final": counter.final,
        "previous_amount": previous,
        "ask_amount": ask,
        "product": counter.terms.product if has_product else "",
        "product_value": counter.terms.product_value if has_product else None,
        "cpm_target": cpm_target if shares_cpm else None,
    }


def check_written(**facts: Any) -> None:
    """Write the mail of these facts and check every word of it."""
    found = MailFacts(**{**ALWAYS, **facts})
    check_mail(write(found), found)
