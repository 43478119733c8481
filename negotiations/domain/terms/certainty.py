"""How sure a reading must be before code acts on it. Pure."""

from decimal import Decimal

MIN_CONFIDENCE = Decimal("0.70")
