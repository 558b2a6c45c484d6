"""Whether the order of reading and suggested examples tell who wrote what, and what ordering costs.

Run: python -m bench.reading_order [DIR]. Thirty invented authors have a greeting, a spelling and a farewell.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import bench.lib.ready  # noqa: F401 - so that what is measured has Django in memory, as a worker has
from bench.lib.arguments import Arguments, read_arguments
from bench.lib.embedding import embed
from bench.lib.planted_style import Planted, measure_betrayal, measure_examples, plant
from bench.suggestions import DATA
from moderation.analysis.arrays import LENGTH
from moderation.analysis.likeness import Space, weigh_stems
from moderation.analysis.meaning import IS_INSTALLED
from moderation.analysis.plain_texts import make_plain_texts
from moderation.analysis.reading_order import order_texts

DRAWS, TEXTS_EACH, MANY = 3, 25, 25_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Print how much oftener neighbours are of one author than texts of one code are, in points."""
    given = sys.argv[1:] if arguments is None else arguments
    data = read_arguments(Path(given[0]) if given else DATA)
    say_betrayal([plant(data, TEXTS_EACH, seed) for seed in range(DRAWS)])
    say_cost(data)


def say_betrayal(drawn: Sequence[Planted]) -> None:
    """Print what the order betrays of the draws: of their texts as written, and of the plain ones."""
    say("as written, by stems", [measure(one, one.texts, with_meaning=False) for one in drawn])
    plain = [make_plain_texts(one.texts) for one in drawn]
    pairs = list(zip(drawn, plain, strict=True))
    say("plain, by stems", [measure(one, texts, with_meaning=False) for one, texts in pairs])
    if IS_INSTALLED:
        say("plain, by stems and meaning", [measure(one, texts, with_meaning=True) for one, texts in pairs])


def measure(planted: Planted, texts: list[str], *, with_meaning: bool) -> tuple[float, float, float]:
    """Return what neighbours and suggested examples betray, and the share of neighbours of one code."""
    spaces = [weigh_stems(texts, planted.names)]
    if with_meaning:
        vectors = embed([*texts, *planted.names]).vectors
        spaces.append(Space(vectors[: len(texts)], vectors[len(texts) :]))
    betrayed, one_code = measure_betrayal(planted, order_texts(spaces).rows)
    return betrayed, measure_examples(planted, spaces), one_code


def say(name: str, found: list[tuple[float, float, float]]) -> None:
    """Print the means of the draws."""
    neighbours, examples, one_code = np.mean(found, axis=0) * 100
    print(f"{name}: of one author oftener than within a code, neighbours by {neighbours:.1f} points,")
    print(f"  suggested examples by {examples:.1f} (to reach: 2); neighbours of one code {one_code:.0f} %")


def say_cost(data: Arguments) -> None:
    """Print what ordering 25,000 texts takes, with vectors of the usual size."""
    rng = np.random.default_rng(3)
    texts = [
        " ".join(data.texts[row] for row in rng.integers(0, len(data.texts), 2)) for _text in range(MANY)
    ]
    vectors = rng.normal(size=(MANY, LENGTH)).astype(np.float32)
    start, busy = time.perf_counter(), time.process_time()
    spaces = [weigh_stems(make_plain_texts(texts), []), Space(vectors, vectors[:0])]
    order = order_texts(spaces)
    clock, processor = time.perf_counter() - start, time.process_time() - busy
    print(f"{MANY:,} texts in {order.group[-1] + 1:,} groups: {clock:.0f} s, {processor:.0f} s of processor")


if __name__ == "__main__":
    main()
