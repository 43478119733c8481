"""Public holidays by country, handed to the decisions that may not look them up themselves."""

from datetime import date
from functools import lru_cache

from holidays import HolidayBase, country_holidays, list_supported_countries

from campaigns.domain.outreach.pacing.windows import IsHoliday, never

# The library's national holidays; regional ones would close a whole country for one region's feast.
_SUPPORTED = frozenset(list_supported_countries())


def is_holiday_in(country: str) -> IsHoliday:
    """Return what says whether a day is a public holiday in a country; never in an unknown one."""
    code = country.upper()
    if code not in _SUPPORTED:
        return never
    calendar = _calendar(code)

    def is_holiday(day: date) -> bool:
        return day in calendar

    return is_holiday


@lru_cache(maxsize=64)
def _calendar(code: str) -> HolidayBase:
    return country_holidays(code)
