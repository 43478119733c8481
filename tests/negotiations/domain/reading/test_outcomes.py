"""What becomes of a reply, read and decided: kinds that mislead readers, in nine languages.

The instances are our own, one a line in fixtures/mails/outcomes.txt, with what may follow.
"""

import pytest

from negotiations.domain.reading.reader import read
from tests.benchmarks._deciding import GIVEN_OFFER, outcome_of
from tests.benchmarks._replies import FOLDER

NAMES = ("Mila Stone", "Sofia Berg", "Lumen")
LINES = (FOLDER / "outcomes.txt").read_text("utf-8").splitlines()
ROWS = [line.split(" | ", 1) for line in LINES if line and not line.startswith("#")]
# How each outcome may be reached; a person may always look, but a row that says otherwise wants
# better than that.
ALLOWED = {
    "yes": {"agree@1250"},
    "no": {"reject"},
    "stop": {"stop"},
    "ask": {"counter", "person", "answer"},
    "person": {"person", "answer"},
    "not_yes": {"person", "answer", "counter"},
}


@pytest.mark.parametrize(("wanted", "words"), ROWS)
def test_a_reply_leads_where_a_careful_person_would(wanted: str, words: str) -> None:
    body = words.replace(" / ", "\n")
    reading = read(subject="Re: Spring", body=body, our_last_offer=GIVEN_OFFER, names=NAMES)
    got = outcome_of(body, GIVEN_OFFER, reading)
    kind, _, amount = wanted.partition(":")

    if amount:  # taking what they ask is as good as countering it
        assert got in (f"counter:{amount}", f"agree@{amount}")
    else:
        assert got.partition(":")[0] in ALLOWED[kind]
