"""Prints how much of what shows somebody is held or warned of, and how often that happens for nothing.

Run: python -m bench.identifiers [--missed]. The test set was written before the recognisers; the texts of
the second table are tuned on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from tests.identifiers.corpora import read_clean, read_people, read_people_clean
from tests.identifiers.measuring import Figures, measure_clean, measure_planted


def say(title: str, figures: Figures, *, missed: bool) -> None:
    """Print one line, and below it what was missed or marked for nothing."""
    sys.stdout.write(f"{title:34} {figures.hits:4} of {figures.number:4}  {figures.share:7.1%}\n")
    for text in figures.others if missed else ():
        sys.stdout.write(f"    {text}\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of both sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true", help="print each text that went wrong")
    missed = parser.parse_args(arguments).missed
    for name, planted, clean in (
        ("test", read_people("test"), read_people_clean()),
        ("dev", read_people("dev"), read_clean()),
    ):
        for kind, figures in measure_planted(planted).items():
            deed = "warned" if kind == "colleague" else "held"
            say(f"{name}: {kind} {deed}", figures, missed=missed)
        held, warned = measure_clean(clean)
        say(f"{name}: clean held", held, missed=missed)
        say(f"{name}: clean warned", warned, missed=missed)


if __name__ == "__main__":
    main()
