"""What a roster row says about the person beside its numbers. Pure.

Only whole titles count, whatever their case and spelling. What cannot be read is as if it were
empty: a country nobody can read is an unknown country, which is treated most strictly.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campaigns.domain.outreach.compliance.jurisdictions import Entity
from campaigns.domain.outreach.compliance.minors import is_under_age, minor_signals
from campaigns.domain.outreach.pacing.zones import zones_of_country

_TITLES = {
    "country": "country homecountry location basedin market",
    "time_zone": "timezone zone tz",
    "entity": "entity entitytype businesstype legalform",
    "consent": "consent consentrecord optin",
    "source": "source contactsource foundat addressfoundat emailsource",
    "share": "audienceshare targetaudience audienceinmarket targetmarketshare",
    "last_post": "lastpost lastpostdate lastposted lastposton",
    "do_not_contact": "donotcontact dnc blocked",
    "age": "age",
    "bio": "bio biography about description notes note",
}
_FIELD_OF = {word: name for name, words in _TITLES.items() for word in words.split()}
_COUNTRIES = {
    **{"unitedstates": "US", "usa": "US", "us": "US", "unitedkingdom": "GB", "uk": "GB"},
    **{"greatbritain": "GB", "england": "GB", "germany": "DE", "deutschland": "DE"},
    **{"france": "FR", "spain": "ES", "italy": "IT", "netherlands": "NL", "poland": "PL"},
    **{"austria": "AT", "switzerland": "CH", "canada": "CA", "australia": "AU", "ireland": "IE"},
    **{"czechia": "CZ", "czechrepublic": "CZ", "slovakia": "SK", "portugal": "PT", "brazil": "BR"},
    **{"mexico": "MX", "india": "IN", "japan": "JP", "sweden": "SE", "norway": "NO"},
    **{"denmark": "DK", "finland": "FI", "belgium": "BE", "greece": "GR", "romania": "RO"},
    **{"hungary": "HU", "southafrica": "ZA", "newzealand": "NZ", "singapore": "SG"},
}
_ENTITIES = {
    **dict.fromkeys(("corporate", "company", "limited", "ltd", "gmbh", "inc", "llc", "sro"), "C"),
    **dict.fromkeys(("soletrader", "selfemployed", "freelancer", "partnership"), "S"),
    **dict.fromkeys(("individual", "person", "private"), "I"),
}
_ENTITY = {"C": Entity.CORPORATE, "S": Entity.SOLE_TRADER, "I": Entity.INDIVIDUAL}
_NOTHING = frozenset({"", "-", "n/a", "na", "none", "no", "false", "0", "tbd", "unknown", "?"})
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")


@dataclass(frozen=True)
class PersonFacts:
    """What is known of a person beside their numbers; empty or None where nothing is said.

    `market_share` is in percent; `minor_signal` is the words that may show a child.
    """

    country: str = ""
    time_zone: str = ""
    entity: Entity = Entity.UNKNOWN
    consent: str = ""
    source: str = ""
    market_share: Decimal | None = None
    last_post: date | None = None
    do_not_contact: str = ""
    minor_signal: str = ""


def facts_of_rows(rows: Iterable[Mapping[str, str]], *, today: date) -> PersonFacts:
    """Return what the rows of one person say together; the first that says something counts."""
    cells: dict[str, str] = {}
    for row in rows:
        for title, cell in row.items():
            name = _FIELD_OF.get(re.sub(r"[\W_]", "", title.lower()))
            if name and cell.strip().lower() not in _NOTHING:
                cells.setdefault(name, " ".join(cell.split())[:200])
    return PersonFacts(
        country=country_code(cells.get("country", "")),
        time_zone=cells.get("time_zone", ""),
        entity=_entity(cells.get("entity", "")),
        consent=cells.get("consent", ""),
        source=cells.get("source", ""),
        market_share=_share(cells.get("share", "")),
        last_post=_day(cells.get("last_post", "")),
        do_not_contact=cells.get("do_not_contact", ""),
        minor_signal=_minor(cells, today),
    )


def country_code(text: str) -> str:
    """Return the two-letter code of a country's code or name, nothing when it is neither."""
    word = re.sub(r"[\W_]", "", text.lower())
    if word in _COUNTRIES:
        return _COUNTRIES[word]
    return word.upper() if len(word) == 2 and zones_of_country(word) else ""


def _entity(text: str) -> Entity:
    found = _ENTITIES.get(re.sub(r"[\W_]", "", text.lower()))
    return _ENTITY[found] if found else Entity.UNKNOWN


def _share(text: str) -> Decimal | None:
    match = _NUMBER.fullmatch(text.rstrip("% "))
    value = Decimal(match.group().replace(",", ".")) if match else None
    return value if value is not None and value <= 100 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _minor(cells: Mapping[str, str], today: date) -> str:
    age = cells.get("age", "")
    if age.isdecimal() and is_under_age(int(age)):
        return f"age {age}"
    found = minor_signals([("bio", cells.get("bio", ""))], today=today)
    return found[0].words if found else ""
