"""Who writes: addresses, signatures and plain words weighed against each other."""

import pytest

from negotiations.domain.reading.counterparty import (
    Sender,
    classify,
    domain_and_parents,
    is_personal,
    may_accept,
    parsed_address,
    signature_of,
)


def _sender(
    address: str, *, written: str = "", signature: str = "", known_agency: str = ""
) -> Sender:
    return Sender(
        address,
        written=written,
        signature=signature,
        known_agency=known_agency,
        influencer_name="Mia Stone",
        influencer_address="mia@lark.example",
    )


@pytest.mark.parametrize(
    ("sender", "role"),
    [
        pytest.param(_sender("mia@lark.example"), "creator", id="her_own_address"),
        pytest.param(_sender("mia.stone@gmail.com"), "creator", id="a_personal_provider"),
        pytest.param(_sender("x@brightside.example"), "creator", id="nothing_known"),
        pytest.param(
            _sender("Rob <rob@bright-talent.example>"), "manager", id="raw_header_agency_domain"
        ),
        pytest.param(
            _sender("rob@bright.example", known_agency="Bright"), "manager", id="known_agency"
        ),
        pytest.param(
            _sender("mia@gmail.com", known_agency="", signature="Mia\nTalent Manager"),
            "creator",
            id="a_personal_provider_outweighs_one_title",
        ),
        pytest.param(
            _sender("rob@gmail.com", written="Hi, I manage Mia and answer on behalf of her."),
            "manager",
            id="says_so_from_a_personal_provider",
        ),
        pytest.param(
            _sender("mia@lark.example", written="I represent Mia, her rate is 900."),
            "manager",
            id="a_manager_behind_the_listed_address",
        ),
        pytest.param(
            _sender("eva@firm.example", signature="Eva Lind\nTalent Manager\nBright Media Group"),
            "manager",
            id="a_title_in_the_signature",
        ),
        pytest.param(
            _sender("eva@firm.example", signature="Eva Lind\nCampaign Manager"),
            "creator",
            id="a_campaign_manager_represents_nobody",
        ),
        pytest.param(
            _sender("mia@lark.example", signature="Kind regards\nMia"),
            "creator",
            id="a_formal_sign_off_decides_nothing",
        ),
        pytest.param(
            _sender("mia@lark.example", written="My manager Rob will answer you."),
            "creator",
            id="speaks_of_a_manager",
        ),
        pytest.param(
            _sender("jo@lark.example", written="Jo here, Mia's assistant. She says yes."),
            "assistant",
            id="an_assistant",
        ),
        pytest.param(
            Sender("pat@brand.example", brand_domains=frozenset({"brand.example"})),
            "brand",
            id="the_clients_own_people",
        ),
        pytest.param(
            Sender("pat@mail.brand.example", brand_domains=frozenset({"brand.example"})),
            "brand",
            id="the_client_below_its_domain",
        ),
        pytest.param(
            _sender("l@x.example", written="Ich vertrete Mia und antworte im Namen von ihr."),
            "manager",
            id="german",
        ),
    ],
)
def test_the_party_is_told_from_address_words_and_signature(sender: Sender, role: str) -> None:
    assert classify(sender).role == role


def test_two_signs_are_surer_than_one_and_each_is_named() -> None:
    one = classify(_sender("eva@firm.example", signature="Eva\nTalent Manager"))
    two = classify(_sender("eva@bright-mgmt.example", signature="Eva\nTalent Manager"))

    assert one.confidence < two.confidence
    assert len(two.reasons) == 2


@pytest.mark.parametrize(
    ("sender", "agency"),
    [
        (_sender("rob@x.example", known_agency="Bright Talent"), "Bright Talent"),
        (_sender("rob@x.example", written="I manage Mia.", signature="Rob\nBright Talent Agency"),
         "Bright Talent Agency"),
        (_sender("rob@red-kite.example", written="I manage Mia."), "Red Kite"),
        (_sender("rob@gmail.com", written="I manage Mia."), ""),
    ],
    ids=["known", "signature", "domain", "personal_provider"],
)  # fmt: skip
def test_the_agency_is_named_as_best_known(sender: Sender, agency: str) -> None:
    assert classify(sender).agency_name == agency


def test_only_known_creators_and_managers_may_accept() -> None:
    assert may_accept("creator", is_known=True) and may_accept("manager", is_known=True)
    assert not may_accept("manager", is_known=False)
    assert not may_accept("assistant", is_known=True) and not may_accept("brand", is_known=True)


def test_addresses_and_domains_are_read_from_headers() -> None:
    assert parsed_address('"Stone, Mia" <Mia@Lark.Example>') == "mia@lark.example"
    assert domain_and_parents("mail.caa.example") == ("mail.caa.example", "caa.example")
    assert is_personal("yahoo.co.uk") and not is_personal("lark.example")


def test_a_signature_is_what_stands_above_the_quote() -> None:
    text = "Yes.\n\nRob\nTalent Manager\n\nOn Tue, Tom wrote:\n> Campaign Manager"

    assert signature_of(text, "Yes.") == "Yes.\nRob\nTalent Manager"
