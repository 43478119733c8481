"""Machines are never taken for people, and people asking to stop are heard."""

import json
import os

import pytest

from integrations.gmail.parsing import classify_mail, parse_message
from tests.benchmarks import mail_reader

HEAD = "From: {sender}\nTo: dana@house.test\nSubject: {subject}\n{extra}\n{body}\n"


def mail(
    body: str = "Hello",
    sender: str = "Mia <mia@creator.test>",
    subject: str = "Re: Campaign",
    extra: str = "",
) -> bytes:
    return HEAD.format(sender=sender, subject=subject, extra=extra, body=body).encode()


def report(action: str, status: str, *, kind: str = "delivery-status") -> bytes:
    return (
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nReturn-Path: <>\n"
        "Auto-Submitted: auto-replied\nSubject: Delivery Status Notification\n"
        "In-Reply-To: <offer@house.test>\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/report; report-type={kind}; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nAbout your mail.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; googlemail.com\n\n"
        f"Final-Recipient: rfc822; Mia@Creator.test\nAction: {action}\nStatus: {status}\n\n"
        "--b\nContent-Type: message/rfc822\n\nSubject: Campaign\n\nplease unsubscribe me\n--b--\n"
    ).encode()


def test_a_hard_bounce_names_the_address() -> None:
    parsed = parse_message(report("failed", "5.1.1"))
    assert parsed.kind == "bounce"
    assert parsed.bounced_addresses == ("mia@creator.test",)


@pytest.mark.parametrize(
    ("action", "status"),
    [("delayed", "4.4.1"), ("failed", "4.2.2"), ("failed", "5.2.2"), ("failed", "5.7.515")],
)
def test_a_delay_full_box_or_refused_content_leaves_the_address_alive(
    action: str, status: str
) -> None:
    parsed = parse_message(report(action, status))
    assert parsed.kind == "bounce"
    assert parsed.bounced_addresses == ()


def test_the_other_servers_words_outweigh_a_bare_status() -> None:
    raw = report("failed", "5.0.0\nDiagnostic-Code: smtp; 550 5.7.1 blocked by policy")
    assert parse_message(raw).bounced_addresses == ()


def test_a_bounce_without_report_parts_names_the_address() -> None:
    body = (
        "Hi. This is the qmail-send program at mx.test.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        "<mia@creator.test>:\nSorry, no mailbox here by that name. (#5.1.1)\n"
    )
    parsed = parse_message(mail(body, "MAILER-DAEMON@mx.test", "failure notice"))
    assert (parsed.kind, parsed.bounced_addresses) == ("bounce", ("mia@creator.test",))


@pytest.mark.parametrize(
    "words", ["The parcel could not be delivered, delivery failed twice. Send it again please."]
)
def test_a_person_writing_about_a_parcel_is_no_bounce(words: str) -> None:
    assert classify_mail(mail(words, subject="Delivery problem")) == "human"


def test_a_delivery_notice_is_a_receipt() -> None:
    assert classify_mail(report("delivered", "2.0.0")) == "delivery_receipt"


def test_a_read_receipt_and_a_complaint_are_told_apart() -> None:
    receipt = report("x", "x").replace(
        b"message/delivery-status", b"message/disposition-notification"
    )
    assert classify_mail(receipt.replace(b"delivery-status", b"disposition-notification")) == (
        "delivery_receipt"
    )
    complaint = report("x", "x").replace(b"delivery-status", b"feedback-report")
    assert classify_mail(complaint) == "feedback_report"


@pytest.mark.parametrize(
    ("extra", "kind"),
    [
        ("Auto-Submitted: auto-replied\n", "auto_reply"),
        ("Auto-Submitted: Auto-Generated; owner=x\n", "auto_reply"),
        ("X-Autoreply: yes\n", "auto_reply"),
        ("Precedence: auto_reply\n", "auto_reply"),
        ("Precedence: bulk\n", "bulk"),
        ("List-Id: <news.creator.test>\n", "bulk"),
        ("List-Unsubscribe: <https://x.test/u>\n", "bulk"),
        ("Return-Path: <>\n", "auto_reply"),
        ("X-Failed-Recipients: a@b.test\n", "bounce"),
        ("Auto-Submitted: no\n", "human"),
    ],
)
def test_headers_of_machines_decide(extra: str, kind: str) -> None:
    assert classify_mail(mail("I can do $900", extra=extra)) == kind


@pytest.mark.parametrize("extra", ["Auto-Submitted: auto-replied\n", "List-Id: <x.test>\n"])
def test_a_machine_saying_unsubscribe_stays_a_machine(extra: str) -> None:
    assert classify_mail(mail("Please unsubscribe me", extra=extra)) not in ("human", "unsubscribe")


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        ("MAILER-DAEMON@mx.test", "failure notice"),
        ("postmaster@creator.test", "Undeliverable: Campaign"),
        ("no-reply@service.test", "Your receipt"),
        ("Mia <mia@creator.test>", "Automatic reply: Campaign"),
        ("Mia <mia@creator.test>", "Automatische Antwort: Campaign"),
        ("Mia <mia@creator.test>", "Réponse automatique : Campaign"),
    ],
)
def test_machine_senders_and_subjects(sender: str, subject: str) -> None:
    assert classify_mail(mail("Away until May 5", sender, subject)) not in ("human", "unsubscribe")


STOP = [
    "unsubscribe", "Unsubscribe.", "STOP", "Please remove me from your list.", "remove me",
    "Stop emailing me!", "Please stop contacting me", "Take me off this list", "Please opt me out",
    "Don't email me again.", "Yes, $800 works.\nSTOP", "I no longer wish to receive these emails.",
    "no more emails please", "Hi Dana,\n\nplease unsubscribe me from\nyour mailing list.\n\nMia",
    "Bitte streichen Sie mich von der Liste.", "Bitte keine E-Mails mehr schicken", "Abmelden",
    "Merci de ne plus me contacter, ne me contactez plus.", "Désinscrivez-moi",
    "Por favor, denme de baja", "No me escriban más", "Não quero mais receber e-mails",
    "Non scrivetemi più", "Cancellatemi dalla lista", "Schrijf mij uit", "Stop met mij te mailen",
    "Ta bort mig från listan", "Sluta mejla mig", "Fjern mig fra listen", "Slutt å kontakte meg",
    "Proszę usunąć mnie z listy", "Отпишите меня",
]  # fmt: skip


@pytest.mark.parametrize("words", STOP)
def test_a_request_to_stop_is_heard(words: str) -> None:
    assert classify_mail(mail(words, extra="Content-Type: text/plain; charset=utf-8\n")) == (
        "unsubscribe"
    )


GO_ON = [
    "I can do $900, happy to stop by the studio in May.",
    "My rate is $900. I never stop posting!",
    "My followers unsubscribe when I post too many ads, so one reel only.",
    "Could you add my newsletter? 20k subscribers, few unsubscribe.",
    "I can do $900.\n\n-- \nMia\nTo unsubscribe from my newsletter click here",
    "I can do $900.\n\nClick here to unsubscribe: https://mia.test/unsubscribe",
    "If you no longer want these mails you can unsubscribe at any time. My rate: $900",
    "Please don't remove me from the campaign, I can do $850.",
    "Please remove me from cc, Ann handles this now.",
    "Stop sending me lowball offers, $900 is my rate.",
    "Don't email me, write to my manager at ann@agency.test",
    "2 stop-motion reels for $1,200",
    "No usage rights please, and no more revisions than two.",
    "Sounds good!\n\nOn Mon, Nov 16, 2026 Dana <dana@house.test> wrote:\n> unsubscribe",
]


@pytest.mark.parametrize("words", GO_ON)
def test_a_negotiating_mail_is_a_persons(words: str) -> None:
    assert classify_mail(mail(words)) == "human"


needs_rows = pytest.mark.skipif(
    not os.environ.get("PARLEY_EVALUATION_DIR"), reason="no labelled mails at hand"
)


@needs_rows
def test_labelled_mails_are_told_apart() -> None:
    rows = mail_reader.rows("machine_mail.dev.jsonl")
    machines = [row for row in rows if row["label"] not in ("human", "unsubscribe")]
    people = [row for row in rows if row["label"] == "human"]
    read_as = {
        row["id"]: classify_mail(row["raw"].encode("utf-8", "surrogateescape")) for row in rows
    }
    passed = [row["id"] for row in machines if read_as[row["id"]] in ("human", "unsubscribe")]
    held = [row["id"] for row in people if read_as[row["id"]] != "human"]
    assert len(passed) <= 0.01 * len(machines), json.dumps(passed)
    assert len(held) <= 0.005 * len(people), json.dumps(held)


@needs_rows
def test_labelled_replies_are_cut_right() -> None:
    rows = mail_reader.rows("reply_parsing.dev.jsonl")
    good = {r["id"] for r in rows if mail_reader.verdict(r, mail_reader.extracted(r)) != "wrong"}
    foreign = [row for row in rows if mail_reader.is_non_english(row)]
    assert len(good) >= 0.85 * len(rows)
    assert sum(row["id"] in good for row in foreign) >= 0.75 * len(foreign)
