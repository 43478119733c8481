"""Measure on mails of our own how automatic mail, people and opt-outs are told apart.

Run `python -m tests.benchmarks.mail_kinds [--failures]`.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from integrations.gmail.parsing import classify_mail
from tests.benchmarks._figures import share
from tests.benchmarks._mails import LabelledMail, auto_replies, fresh, machines, opt_outs, people

FOR_PEOPLE = ("human", "unsubscribe")


@dataclass(frozen=True)
class Told:
    """How many of one kind there were, how many were told apart, and the others."""

    total: int
    right: int
    wrong: tuple[tuple[LabelledMail, str], ...]


def told(mails: Iterable[LabelledMail], *, exact: bool = True) -> Told:
    """Classify each mail; with `exact` the label must match, else only machine or person."""
    total, wrong = 0, []
    for mail in mails:
        total += 1
        answer = classify_mail(mail.raw)
        same_side = (answer in FOR_PEOPLE) == (mail.label in FOR_PEOPLE)
        if not (answer == mail.label if exact else same_side):
            wrong.append((mail, answer))
    return Told(total, total - len(wrong), tuple(wrong))


def table() -> list[tuple[str, Told]]:
    """Each kind with its count."""
    return [
        ("people let through", told(people())),
        ("auto-replies kept away", told(auto_replies(), exact=False)),
        ("other machines kept away", told(machines(), exact=False)),
        ("opt-outs recognised", told(opt_outs())),
        ("fresh people let through", told(fresh("human"))),
        ("fresh auto-replies kept away", told(fresh("auto_reply"), exact=False)),
        ("fresh opt-outs recognised", told(fresh("unsubscribe"))),
    ]


def main() -> None:
    """Print the table."""
    for name, result in table():
        print(f"{name:28} {share(result.right, result.total)}")
        if "--failures" in sys.argv:
            for mail, answer in result.wrong:
                print(f"   {mail.label} ({mail.dress}) read as {answer}: {mail.words[:90]}")


if __name__ == "__main__":
    main()
