"""A final offer binds us: the agent gives nothing better, a person only knowingly."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from audit.models import AuditEntry
from negotiations.commands.offers.by_hand import accept_by_hand
from negotiations.commands.offers.override import override_offer
from negotiations.commands.playbooks import (
    Draft,
    activate_playbook,
    approve_playbook,
    write_playbook,
)
from negotiations.domain.letters.replies import ABOVE_FINAL
from negotiations.errors import Refused
from negotiations.models import Escalation, Offer
from tests.journeys.conftest import MIA, House, the_thread
from tests.journeys.test_first_reply import body
from tests.work import drain


def hold_out(house: House) -> Offer:
    """Let Mia ask the same, above our ceiling, until after our final offer."""
    settings = {"name": "fixed_ladder", "above_ceiling": "levers_first", "round_cap": 2}
    why: dict[str, Any] = {"actor": "ana", "reason": "tests", "now": timezone.now()}
    draft = Draft("Short", settings)
    version = write_playbook(scope="house", scope_id=0, draft=draft, **why)
    approve_playbook(version_id=version.pk, **why)
    activate_playbook(version_id=version.pk, **why)
    house.start([MIA])
    for _ in range(3):
        house.reply("Thank you, but my rate is $1,749 for this package.\n\nMia")
    return Offer.objects.filter(is_final=True, status__in=Offer.GONE).latest("id")


def by_ana(**more: Any) -> dict[str, Any]:
    return {"actor": "ana", "reason": "the client wants her", "now": timezone.now(), **more}


def test_a_person_cannot_go_above_a_final_offer_unawares(house: House) -> None:
    final = hold_out(house)
    thread, better = the_thread(), final.amount + 10
    assert "final offer" in body(house.sent()[-1].raw)
    acts: list[tuple[Callable[..., object], Decimal]] = [
        (override_offer, better),
        (accept_by_hand, Decimal(1749)),
    ]
    for act, amount in acts:
        with pytest.raises(Refused, match="final offer") as refused:
            act(thread_id=thread.pk, amount=amount, **by_ana())
        assert refused.value.code == "final"
    assert the_thread().agreed_amount is None


def test_who_knows_goes_above_it_and_the_mail_owns_up(house: House) -> None:
    final = hold_out(house)
    better = final.amount + 10
    override_offer(thread_id=the_thread().pk, amount=better, **by_ana(breaks_final=True))
    drain()
    text = " ".join(body(house.sent()[-1].raw).split())
    assert any(words.split("{")[0] in text for words in ABOVE_FINAL)
    assert f"${final.amount:,.2f}" in text and f"${better:,.2f}" in text
    entry = AuditEntry.objects.get(action="offer.overridden")
    assert entry.data["above_final_offer"] == str(final.amount)
    house.reply("Thank you, but my rate is $1,749 for this package.\n\nMia")
    newest = Offer.objects.latest("id")
    assert newest.amount == better, "the agent does not go on from there"
    assert Escalation.objects.filter(closed_at__isnull=True).exists()


def test_below_a_final_offer_nobody_is_asked(house: House) -> None:
    final = hold_out(house)
    accept_by_hand(thread_id=the_thread().pk, amount=final.amount, **by_ana())
    assert the_thread().agreed_amount == final.amount
