"""Where a recipient's clock stands: prospect, sheet, country or campaign, first known wins. Pure.

A country with several zones has two: its easternmost and westernmost business zone. It is open
only while both are. Source: the IANA time-zone database's zone.tab.
"""

from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Source = Literal["prospect", "sheet", "country", "campaign"]
_WIDE = {
    "US": ("America/New_York", "America/Los_Angeles"),
    "CA": ("America/Halifax", "America/Vancouver"),
    "AU": ("Australia/Sydney", "Australia/Perth"),
    "BR": ("America/Sao_Paulo", "America/Manaus"),
    "MX": ("America/Cancun", "America/Tijuana"),
    "RU": ("Asia/Vladivostok", "Europe/Moscow"),
    "ID": ("Asia/Jayapura", "Asia/Jakarta"),
    "KZ": ("Asia/Almaty", "Asia/Aqtau"),
    "ES": ("Europe/Madrid", "Atlantic/Canary"),
    "PT": ("Europe/Lisbon", "Atlantic/Azores"),
    "CL": ("America/Santiago", "America/Punta_Arenas"),
    "CD": ("Africa/Lubumbashi", "Africa/Kinshasa"),
    "MN": ("Asia/Ulaanbaatar", "Asia/Hovd"),
    "NZ": ("Pacific/Auckland", "Pacific/Auckland"),
    "UA": ("Europe/Kyiv", "Europe/Kyiv"),
}
_EUROPE = {
    **{"AT": "Vienna", "BE": "Brussels", "BG": "Sofia", "CH": "Zurich", "CZ": "Prague"},
    **{"DE": "Berlin", "DK": "Copenhagen", "EE": "Tallinn", "FI": "Helsinki", "FR": "Paris"},
    **{"GB": "London", "GR": "Athens", "HR": "Zagreb", "HU": "Budapest", "IE": "Dublin"},
    **{"IT": "Rome", "LT": "Vilnius", "LU": "Luxembourg", "LV": "Riga", "MT": "Malta"},
    **{"NL": "Amsterdam", "NO": "Oslo", "PL": "Warsaw", "RO": "Bucharest", "RS": "Belgrade"},
    **{"SE": "Stockholm", "SI": "Ljubljana", "SK": "Bratislava", "TR": "Istanbul"},
}
_SINGLE = {
    **{country: f"Europe/{city}" for country, city in _EUROPE.items()},
    **{"AE": "Asia/Dubai", "CN": "Asia/Shanghai", "CY": "Asia/Nicosia", "HK": "Asia/Hong_Kong"},
    **{"IL": "Asia/Jerusalem", "IN": "Asia/Kolkata", "JP": "Asia/Tokyo", "KR": "Asia/Seoul"},
    **{"MY": "Asia/Kuala_Lumpur", "PH": "Asia/Manila", "PK": "Asia/Karachi"},
    **{"SA": "Asia/Riyadh", "SG": "Asia/Singapore", "TH": "Asia/Bangkok", "TW": "Asia/Taipei"},
    **{"VN": "Asia/Ho_Chi_Minh", "EG": "Africa/Cairo", "KE": "Africa/Nairobi"},
    **{"MA": "Africa/Casablanca", "NG": "Africa/Lagos", "ZA": "Africa/Johannesburg"},
    **{"AR": "America/Argentina/Buenos_Aires", "CO": "America/Bogota", "PE": "America/Lima"},
    **{"IS": "Atlantic/Reykjavik", "UY": "America/Montevideo"},
}


class ZoneError(ValueError):
    """A zone nobody knows; the text names it."""


@dataclass(frozen=True)
class Whereabouts:
    """The zones in which a moment must be inside the window, and where they come from."""

    zones: tuple[ZoneInfo, ...]
    source: Source

    @property
    def words(self) -> str:
        """Return the zones and their source for a person."""
        return f"{' and '.join(zone.key for zone in self.zones)} (from the {self.source})"


def zones_of_country(country: str) -> tuple[str, ...]:
    """Return a country's business zones by its two-letter code; none when it is not listed."""
    code = country.strip().upper()
    if code in _WIDE:
        return tuple(dict.fromkeys(_WIDE[code]))
    return (_SINGLE[code],) if code in _SINGLE else ()


def whereabouts(
    *, prospect: str = "", sheet: str = "", country: str = "", campaign: str = "UTC"
) -> Whereabouts:
    """Return the best-known zones: the prospect's own, the sheet's, the country's, the campaign's.

    :raises ZoneError: if the one that counts is no zone
    """
    if prospect:
        return Whereabouts((_zone(prospect),), "prospect")
    if sheet:
        return Whereabouts((_zone(sheet),), "sheet")
    if names := zones_of_country(country):
        return Whereabouts(tuple(_zone(name) for name in names), "country")
    return Whereabouts((_zone(campaign),), "campaign")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ZoneError(f"there is no time zone {name!r}; write it like Europe/Berlin") from error
