"""What DNS says of a sending domain, and what is missing in words."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from integrations.deliverability import Finding, findings_for, organisation_of
from integrations.dns_resolver import DnsResolver, deliverability_of
from integrations.models import Mailbox
from tests.fakes.dns import FakeDns
from tests.negotiations.console import staff_with

US = "deals@mail.house.example"
KEY = "v=DKIM1; k=rsa; p=" + "MIIBIjANBgkqhkiG9w0B" * 20
GOOD = {
    "mail.house.example": ["google-site-verification=x", "v=spf1 include:_spf.google.com ~all"],
    "google._domainkey.mail.house.example": [KEY],
    "_dmarc.mail.house.example": ["v=DMARC1; p=quarantine; rua=mailto:dmarc@house.example"],
}


@pytest.fixture
def server() -> Iterator[FakeDns]:
    with FakeDns(GOOD) as fake:
        yield fake


def said(server: FakeDns, record: str, address: str = US) -> Finding:
    found = findings_for(address, DnsResolver(server.address), selector="google")
    (finding,) = [finding for finding in found if finding.record == record]
    return finding


def test_a_domain_with_all_three_is_ok(server: FakeDns) -> None:
    found = findings_for(US, DnsResolver(server.address), selector="google")
    assert [(f.record, f.verdict) for f in found] == [
        ("SPF", "ok"),
        ("DKIM", "ok"),
        ("DMARC", "ok"),
    ]


NAME = "mail.house.example"
SPF = {
    "nothing published": ([], "missing", "v=spf1 include:_spf.google.com ~all"),
    "only other texts": (["spf is great", "v=spf10 all"], "missing", "publish a TXT record"),
    "two records": (
        ["v=spf1 include:_spf.google.com ~all", "v=spf1 mx -all"],
        "wrong",
        "2 SPF records",
    ),
    "without Google": (["v=spf1 include:mail.other.example -all"], "wrong", "does not name Google"),
    "anybody may send": (["v=spf1 include:_spf.google.com +all"], "weak", "lets anybody send"),
    "by redirect": (["v=spf1 redirect=_spf.google.com"], "ok", "names Google's servers"),
    "written large": (["V=SPF1 Include:_SPF.Google.com -ALL"], "ok", "names Google's servers"),
    "too many look-ups": (
        ["v=spf1 " + " ".join(f"include:s{n}.example" for n in range(11)) + " -all"],
        "wrong",
        "more than 10 look-ups",
    ),
}


@pytest.mark.parametrize("kind", SPF)
def test_spf_says_what_is_missing(server: FakeDns, kind: str) -> None:
    server.records[NAME], verdict, words = SPF[kind]
    finding = said(server, "SPF")
    assert finding.verdict == verdict and words in finding.words


def test_google_may_be_named_by_an_included_record(server: FakeDns) -> None:
    server.records[NAME] = ["v=spf1 include:spf.house.example -all"]
    server.records["spf.house.example"] = ["v=spf1 ip4:192.0.2.1 include:_spf.google.com ~all"]
    assert said(server, "SPF").verdict == "ok"
    server.records["spf.house.example"] = ["v=spf1 include:spf.house.example ~all"]
    assert said(server, "SPF").verdict == "wrong", "a circle ends"


SELECTED = "google._domainkey.mail.house.example"
DKIM = {
    "no such name": (None, "missing", "Authenticate email"),
    "no key": (["hello"], "missing", "GMAIL_DKIM_SELECTOR"),
    "a withdrawn key": (["v=DKIM1; p="], "wrong", "withdrawn"),
    "a key": ([KEY], "ok", SELECTED),
}


@pytest.mark.parametrize("kind", DKIM)
def test_dkim_says_what_is_missing(server: FakeDns, kind: str) -> None:
    texts, verdict, words = DKIM[kind]
    server.records.pop(SELECTED)
    if texts is not None:
        server.records[SELECTED] = texts
    finding = said(server, "DKIM")
    assert finding.verdict == verdict and words in finding.words


DMARC = {
    "nothing": (None, None, "missing", "v=DMARC1; p=none"),
    "only watching": ("v=DMARC1; p=none", None, "weak", "only watches"),
    "no policy": ("v=DMARC1; rua=mailto:x@y.example", None, "wrong", "names no policy"),
    "inherited": (None, "v=DMARC1; p=reject", "ok", "_dmarc.house.example says p=reject"),
    "inherited for below": (None, "v=DMARC1; p=reject; sp=none", "weak", "only watches"),
    "its own before the organisation's": ("v=DMARC1; p=reject", "v=DMARC1; p=none", "ok", "reject"),
}


@pytest.mark.parametrize("kind", DMARC)
def test_dmarc_says_what_is_missing(server: FakeDns, kind: str) -> None:
    own, organisations, verdict, words = DMARC[kind]
    server.records.pop(f"_dmarc.{NAME}")
    if own:
        server.records[f"_dmarc.{NAME}"] = [own]
    if organisations:
        server.records["_dmarc.house.example"] = [organisations]
    finding = said(server, "DMARC")
    assert finding.verdict == verdict and words in finding.words


def test_two_policies_are_none(server: FakeDns) -> None:
    server.records[f"_dmarc.{NAME}"] = ["v=DMARC1; p=reject", "v=DMARC1; p=none"]
    assert said(server, "DMARC").verdict == "wrong"


def test_what_nobody_answers_is_unknown_and_said() -> None:
    finding = Finding("SPF", "unknown", "DNS did not answer (NoNameservers); try again later")
    resolver = DnsResolver("127.0.0.1:9", seconds=0.2)
    found = findings_for(US, resolver, selector="google")
    assert {f.verdict for f in found} == {"unknown"}
    assert all(f.words.startswith(finding.words[:18]) for f in found)


def test_googles_own_domains_are_googles_matter(server: FakeDns) -> None:
    found = findings_for("me@gmail.com", DnsResolver(server.address), selector="google")
    assert {f.verdict for f in found} == {"ok"} and server.asked == []


def test_nothing_is_asked_while_no_mail_really_leaves(settings: Settings, server: FakeDns) -> None:
    settings.GMAIL_MODE, settings.DNS_SERVER = "sandbox", server.address
    assert deliverability_of(US) == [] and server.asked == []


@pytest.mark.parametrize(
    ("domain", "organisation"),
    [("a.b.house.co.uk", "house.co.uk"), ("house.example", "house.example"), ("uk", "uk")],
)
def test_an_organisation_is_found_by_the_public_suffixes(domain: str, organisation: str) -> None:
    assert organisation_of(domain) == organisation


def test_the_mailbox_page_says_it_in_words(db: None, settings: Settings, server: FakeDns) -> None:
    server.records.pop(f"_dmarc.{NAME}")
    settings.GMAIL_MODE, settings.DNS_SERVER = "live", server.address
    mailbox = Mailbox.objects.create(address=US)
    page = staff_with("view").get(f"/admin/integrations/mailbox/{mailbox.pk}/change/").content
    words = page.decode()
    assert "SPF ok" in words and "DKIM ok" in words and "DMARC missing" in words
    assert "publish a TXT record at _dmarc.mail.house.example" in words
