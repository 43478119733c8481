"""What became of each effect under each fault, gathered by tests and printed after the run."""

from dataclasses import dataclass

ROWS: list["Row"] = []


@dataclass(frozen=True)
class Row:
    """One effect under one fault: how often the vendor did it, and how our row ended."""

    effect: str
    fault: str
    done: int
    status: str

    @property
    def is_lost(self) -> bool:
        """Nothing was done and nobody is told."""
        return self.done == 0 and self.status not in ("parked", "ready")

    @property
    def is_double(self) -> bool:
        """Done more than once."""
        return self.done > 1


def lines() -> list[str]:
    """Return the table, one line a row, with the sums at its end."""
    head = f"{'effect':<14} {'point of fault':<40} {'done':>4}  outcome"
    body = [f"{r.effect:<14} {r.fault:<40} {r.done:>4}  {r.status}" for r in ROWS]
    lost, double = sum(r.is_lost for r in ROWS), sum(r.is_double for r in ROWS)
    parked = sum(r.status == "parked" for r in ROWS)
    return [head, *body, f"{len(ROWS)} cases: {lost} lost, {double} double, {parked} parked"]
