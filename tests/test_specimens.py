"""The page of specimens shows what the writer really writes."""

from negotiations.domain.gate.check import check_email
from negotiations.domain.letters.wording import allowed_from, write
from tests.specimens import KINDS, PAGE, PEOPLE, facts_of, page


def test_the_page_is_what_the_writer_writes() -> None:
    assert PAGE.read_text("utf-8") == page(), "renew it with: python -m tests.specimens"


def test_every_specimen_may_leave() -> None:
    for _, kind in KINDS:
        for number in range(len(PEOPLE)):
            facts = facts_of(kind, number)
            mail = write(facts)
            assert check_email(mail.subject, mail.text, allowed_from(facts)) == [], mail.text
