"""The search for identifying passages, against one plain regular expression over the same texts."""

import re
import statistics
import time
from collections.abc import Callable, Iterable

from tests.workshops.identifiers.reading import is_found, read_clean, read_planted
from workshops.identifiers import find_identifiers

LENGTHS = (200, 2_000, 6_000)
LIMIT_MILLISECONDS = 10.0
# Something that every text holds, at every second character: the least that a search can cost.
FLOOR = re.compile(r"\w+|\W")


def main() -> None:
    """Print how much is found, then p50 and p95 in milliseconds a text for each length."""
    print_findings()
    sentences = [planted.text for planted in read_planted()] + read_clean()
    for length in LENGTHS:
        measure(length, cut_texts(" ".join(sentences), length))


def print_findings() -> None:
    """Print the share of planted identifiers that are found, and of clean ideas that give a warning."""
    planted, clean = read_planted(), read_clean()
    found = sum(is_found(one, find_identifiers(one.text)) for one in planted)
    warned = sum(bool(find_identifiers(text)) for text in clean)
    print(f"found {found} of {len(planted)} planted; warned about {warned} of {len(clean)} clean ideas")


def measure(length: int, texts: list[str]) -> None:
    """Print the figures for texts of one length."""
    floor = take_times(FLOOR.findall, texts)
    times = take_times(find_identifiers, texts)
    middle, late = take_quantiles(times)
    print(f"{length:>6,} characters, {len(texts)} texts   (to reach: p95 {LIMIT_MILLISECONDS} ms at 2,000)")
    print(f"  floor: one expression   p50 {statistics.median(floor):7.3f} ms")
    print(f"  find_identifiers        p50 {middle:7.3f} ms   p95 {late:7.3f} ms", end="")
    print(f"   {middle / statistics.median(floor):5.1f} x the floor")


def cut_texts(everything: str, length: int) -> list[str]:
    """Return 200 pieces of this length, spread over the text."""
    step = (len(everything) - length) // 200
    return [everything[start : start + length] for start in range(0, 200 * step, step)]


def take_times(work: Callable[[str], object], texts: Iterable[str]) -> list[float]:
    """Return the milliseconds that each text takes, the best of three."""
    return [min(take_time(work, text) for _run in range(3)) for text in texts]


def take_time(work: Callable[[str], object], text: str) -> float:
    """Return the milliseconds of the processor that one run takes: other programs then matter less."""
    start = time.process_time()
    work(text)
    return (time.process_time() - start) * 1_000


def take_quantiles(times: list[float]) -> tuple[float, float]:
    """Return p50 and p95."""
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
