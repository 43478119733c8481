"""Print how the strategy compares: `make arena`, or FULL=1 for 200 campaigns a population."""

import argparse

from tests.arena.populations import ALL
from tests.arena.simulator import Result
from tests.arena.tables import STRATEGIES, calibration, row, run_all

Found = dict[tuple[str, str], list[Result]]


def main() -> None:
    """Play and print one table per population."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--campaigns", type=int, default=20)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--populations", nargs="+", default=list(ALL), choices=list(ALL))
    parser.add_argument("--strategies", nargs="+", default=list(STRATEGIES))
    options = parser.parse_args()
    numbers = range(options.start, options.start + options.campaigns)
    names = dict.fromkeys([*options.strategies, "clairvoyant"])
    found = run_all(names, options.populations, numbers)
    for population in options.populations:
        _print_population(population, list(names), found)


def _print_population(population: str, names: list[str], found: Found) -> None:
    best = row(found["clairvoyant", population])["g"].mean
    print(f"\n{population}")
    head = f"{'strategy':<24}{'g':>16}{'of clairv.':>11}{'reach':>8}{'per $':>8}{'closed':>8}"
    print(f"{head}{'surplus':>9}{'mails':>7}{'viol.':>7}{'esc.':>6}{'ms':>7}")
    for name in names:
        line = row(found[name, population])
        print(
            f"{name:<24}{line['g']!s:>16}{line['g'].mean / best:>11.3f}"
            f"{line['reach'].mean:>8.3f}{line['per $'].mean:>8.3f}{line['closed']:>8.3f}"
            f"{line['surplus']:>9.3f}{line['mails']:>7.2f}{line['violations']:>7}"
            f"{line['escalations']:>6.1f}{line['ms']:>7.2f}"
        )
        held = calibration(found[name, population])
        if any(held.values()):
            print("  intervals held the truth:", {k: f"{v:.1f} %" for k, v in held.items()})


if __name__ == "__main__":
    main()
