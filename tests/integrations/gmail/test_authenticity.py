"""Who sent a mail is judged by our receiver's findings alone."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.gmail.authenticity import is_same_organisation
from integrations.gmail.parsing import parse_message
from tests.fakes import gmail_receipts as receipts

MAIL = "From: {}\nTo: deals@house.example\nSubject: Re: Reel\n\nDeal.\n"
MIA = "Mia Lark <mia@lark.example>"


def judged(
    receipt: Callable[..., Any], sender: str = MIA, above: tuple[()] | list[str] = (), **how: Any
) -> str:
    raw = MAIL.format(sender).encode()
    forged = "".join(f"{line}\n" for line in above).encode()
    parsed = parse_message(receipts.received(forged + raw, receipt), **how)
    assert parsed.authentic_reason.endswith(".")
    return parsed.authentic


@pytest.mark.parametrize(
    ("receipt", "expected"),
    [
        (receipts.passed, "aligned"),
        (receipts.failed, "unaligned"),
        (receipts.undecided, "unknown"),
        (receipts.unchecked, "unknown"),
        (receipts.forwarded, "unaligned"),
        (receipts.marked_by("dkim", "lark.example"), "aligned"),
        (receipts.marked_by("dkim", "mail.lark.example"), "aligned"),
        (receipts.marked_by("spf", "bounces.lark.example"), "aligned"),
        (receipts.marked_by("dkim", "gmail.com"), "unaligned"),
        (receipts.marked_by("spf", "lark.example.evil.example"), "unaligned"),
        (receipts.marked_by("spf", "notlark.example"), "unaligned"),
        (receipts.marked_by("dkim", "example"), "unaligned"),
    ],
)
def test_each_finding_of_the_receiver_has_its_judgement(
    receipt: Callable[..., Any], expected: str
) -> None:
    assert judged(receipt) == expected


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("dmarc=pass header.from=LARK.example", "aligned"),
        ("dmarc=pass header.from=other.example", "unaligned"),
        ("dmarc=pass header.from=other.example; dkim=pass header.d=lark.example", "aligned"),
        ("dmarc=pass", "unknown"),
        # The owner asks for the exact domain: the receiver's verdict stands above our reckoning.
        ("dmarc=fail header.from=lark.example; dkim=pass header.d=mail.lark.example", "unaligned"),
        ("dmarc=none; spf=softfail smtp.mailfrom=mia@lark.example", "unaligned"),
        ("dkim=fail header.d=lark.example; spf=pass smtp.mailfrom=mia@lark.example", "aligned"),
        # A HELO name is anybody's.
        ("spf=pass smtp.helo=lark.example", "unknown"),
        ("dkim=temperror header.d=lark.example; spf=neutral smtp.mailfrom=lark.example", "unknown"),
        ("dkim=pass", "unknown"),
        ("none", "unknown"),
        ("dmarc=pass header.from=<lark.example>", "unknown"),
        ("", "unknown"),
    ],
)
def test_results_are_weighed_by_method_and_domain(results: str, expected: str) -> None:
    assert judged(lambda address: [receipts.found(results)]) == expected


FORGED = "Authentication-Results: mx.google.com; dmarc=pass header.from=lark.example"


@pytest.mark.parametrize(
    ("receipt", "above", "expected"),
    [
        (receipts.failed, [FORGED], "unaligned"),
        (receipts.undecided, [FORGED], "unknown"),
        (lambda address: [receipts.found("gibberish")], [FORGED], "unknown"),
        (lambda address: [receipts.found("none")], [FORGED, FORGED], "unknown"),
        (receipts.unchecked, [FORGED.replace("mx.google.com", "mx.evil.example")], "unknown"),
        (receipts.unchecked, [f"ARC-{FORGED.replace('mx.', 'i=1; mx.')}"], "unknown"),
        (receipts.passed, [FORGED.replace("=pass", "=fail")], "aligned"),
    ],
)
def test_what_stands_below_the_receivers_findings_is_the_senders_own_writing(
    receipt: Callable[..., Any], above: list[str], expected: str
) -> None:
    assert judged(receipt, above=above) == expected


def test_findings_of_another_relay_above_ours_are_passed_over() -> None:
    def relayed(address: str) -> list[str]:
        relay = receipts.found("dmarc=fail", receiver="relay.house.example")
        return [relay, *receipts.passed(address)]

    assert judged(relayed) == "aligned"


@pytest.mark.parametrize("named", ["MX.Google.com", "(checked) mx.google.com 1", "mx.google.com"])
def test_the_receivers_name_is_read_with_comments_and_version(named: str) -> None:
    def written(address: str) -> list[str]:
        return [receipts.found("dmarc=fail header.from=lark.example", receiver=named)]

    assert judged(written, above=[FORGED]) == "unaligned"


def test_only_receivers_we_name_count() -> None:
    def ours(address: str) -> list[str]:
        return [receipts.found("dmarc=pass header.from=lark.example", receiver="mx.house.example")]

    assert judged(ours) == "unknown"
    assert judged(ours, authserv_ids=("MX.house.example", "mx.google.com")) == "aligned"
    assert judged(receipts.passed, authserv_ids=("mx.house.example",)) == "unknown"


@pytest.mark.parametrize(
    "sender",
    [
        "Mia <mia@lark.example>, Bob <bob@stranger.example>",
        "mia@lark.example <bob@stranger.example>",
        "Team: mia@lark.example, bob@lark.example;",
        f"{MIA}\nFrom: {MIA}",
        "nobody",
        "",
        "mia@evil.example@lark.example",
    ],
)
def test_a_mail_with_more_or_less_than_one_sender_is_unaligned(sender: str) -> None:
    def all_pass(address: str) -> list[str]:
        return [receipts.found("dmarc=pass header.from=lark.example")]

    assert judged(all_pass, sender=sender) == "unaligned"


def test_a_name_that_looks_like_an_address_is_only_a_name() -> None:
    sender = '"mia@lark.example" <bob@stranger.example>'
    lark = [receipts.found("dmarc=pass header.from=lark.example")]

    assert judged(lambda address: lark, sender=sender) == "unaligned"
    assert judged(receipts.passed, sender=sender) == "aligned"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("mail.lark.example", "lark.example", True),
        ("a.b.lark.co.uk", "c.lark.co.uk", True),
        ("lark.co.uk", "finch.co.uk", False),
        # Whoever rents a name below a shared host is not the neighbour.
        ("mia.blogspot.com", "bo.blogspot.com", False),
        ("co.uk", "lark.co.uk", False),
        ("com", "com", True),
        ("", "", False),
        ("xn--bcher-kva.de", "post.xn--bcher-kva.de", True),
    ],
)
def test_an_organisation_is_what_stands_below_a_public_suffix(
    one: str, other: str, same: bool
) -> None:
    assert is_same_organisation(one, other) is same


def test_a_domain_in_its_own_letters_equals_its_ascii_form() -> None:
    def ascii_form(address: str) -> list[str]:
        return [receipts.found("dmarc=pass header.from=xn--bcher-kva.de")]

    raw = "From: Mia <mia@bücher.de>\nSubject: x\n\nDeal.\n".encode()
    stamped = receipts.received(raw, lambda address: ascii_form(address))
    assert parse_message(stamped).authentic == "aligned"


@given(st.text(max_size=200), st.text(max_size=60))
def test_no_header_breaks_the_judgement_or_passes_for_another_domain(
    results: str, sender: str
) -> None:
    def written(address: str) -> list[str]:
        flat = " ".join(results.encode("utf-8", "replace").decode().split())
        return [f"Authentication-Results: mx.google.com; {flat}"]

    flat = " ".join(sender.encode("utf-8", "replace").decode().split())
    assert judged(written, sender=flat) in ("unaligned", "unknown")
