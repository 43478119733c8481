"""The gate on mails of many hands: no wrong amount passes, hardly an honest mail is stopped."""

from itertools import islice

import pytest

from negotiations.domain.gate.check import check_email
from tests.negotiations.domain.gate.corpus import FILES, Mail, honest, mutated, sentences

QUICK = 2_000


def passed(mail: Mail) -> bool:
    return not check_email(mail.subject, mail.body, mail.world.allowed)


def test_no_wrong_amount_passes_in_two_thousand_mails() -> None:
    mails = [mail for name in FILES for mail in mutated(name)]
    step = len(mails) // QUICK
    chosen = list(islice(mails, 0, None, step))
    assert len(chosen) >= QUICK
    assert [f"{m.why}\n{m.body}" for m in chosen if passed(m)] == []


@pytest.mark.deep
@pytest.mark.parametrize("name", FILES)
def test_no_wrong_amount_passes_at_all(name: str) -> None:
    assert [f"{m.why}\n{m.body}" for m in mutated(name) if passed(m)] == []


def test_hardly_an_honest_mail_is_stopped() -> None:
    mails = [*sentences(), *(mail for name in FILES for mail in honest(name))]
    stopped = [mail.why for mail in mails if not passed(mail)]
    assert len(mails) >= 400
    assert len(stopped) <= len(mails) // 100, stopped
