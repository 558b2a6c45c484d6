"""How good suggested codes are, how true their chances, and what they cost.

Run: python -m bench.suggestions [DIR] [--all]. A fifth of the texts is coded, a fifth of these as the blind
share; all others are suggested for. Needs no network, which `unshare --net` in front shows.
"""

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import bench.lib.ready  # noqa: F401 - so that what is measured has Django in memory, as a worker has
from bench.lib.arguments import Arguments, read_arguments
from bench.lib.embedding import embed
from moderation.analysis.arrays import Booleans, Floats, Integers, Vectors
from moderation.analysis.calibration import measure_error
from moderation.analysis.likeness import Space, weigh_stems
from moderation.analysis.meaning import IS_INSTALLED
from moderation.analysis.plain_texts import make_plain_texts
from moderation.analysis.suggestions import Codings, Suggester, train

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "argkp"
DRAWS, CODED, BLIND = 5, 0.2, 0.2
IDEAS, COMMENTS, SAMPLE = 5_000, 20_000, 250


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of the base, and with meaning where it is installed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DATA)
    parser.add_argument("--all", action="store_true", help="embed all of the 25,000 texts")
    asked = parser.parse_args(arguments)
    if not list(asked.folder.glob("labels_*.csv")):
        sys.exit(f"The arguments are not in {asked.folder}.")
    data = read_arguments(asked.folder)
    print(f"{len(data.texts):,} texts, {len(data.codes)} codes, {CODED:.0%} coded, {DRAWS} draws")
    plain = make_plain_texts(data.texts)
    stems = weigh_stems(plain, data.codes)
    say_quality("by stems", [stems], data, 0.78)
    vectors = embed(plain + data.codes).vectors if IS_INSTALLED else None
    if vectors is None:
        print("by meaning: not installed (make .venv/.installed-meaning)")
    else:
        spaces = [stems, Space(vectors[: len(data.texts)], vectors[len(data.texts) :])]
        say_quality("by stems and meaning", spaces, data, 0.86)
    say_cost(data, vectors, sample=None if asked.all else SAMPLE)


def say_quality(name: str, spaces: Sequence[Space], data: Arguments, bound: float) -> None:
    """Print the share of texts with a right code among five, and how far chances are from the truth."""
    found = [measure_draw(spaces, data, seed) for seed in range(DRAWS)]
    share, error, told = np.mean(found, axis=0)
    lowest, highest = np.min(found, axis=0)[0], np.max(found, axis=0)[1]
    print(f"{name}:")
    print(f"  a right one among five {share:.3f}, in the worst draw {lowest:.3f} (to reach: {bound})")
    print(f"  error of chances {error:.3f}, in the worst draw {highest:.3f} (to reach: 0.05)")
    print(f"  error as told to the group {told:.3f}")


def measure_draw(spaces: Sequence[Space], data: Arguments, seed: int) -> tuple[float, float, float]:
    """Return for one draw the share with a right code among five, the error of chances, and the one told."""
    coded, others = draw(len(data.texts), seed)
    suggester = train(spaces, code(data, coded))
    codes, chances = list_suggestions(suggester, others)
    right: Booleans = np.take_along_axis(data.right[others], codes, axis=1)
    return (
        float(right.any(axis=1).mean()),
        measure_error(chances.ravel(), right.ravel()),
        suggester.error or 0.0,
    )


def list_suggestions(suggester: Suggester, rows: Integers) -> tuple[Integers, Floats]:
    """Return the codes suggested for each of these texts, likeliest first, and their chances."""
    suggested = [of_text for _rows, piece in suggester.suggest_all(rows) for of_text in piece]
    codes: Integers = np.array([[one.code for one in of_text] for of_text in suggested])
    chances: Floats = np.array([[one.chance for one in of_text] for of_text in suggested], np.float64)
    return codes, chances


def draw(number: int, seed: int) -> tuple[Integers, Integers]:
    """Return at random the rows that are coded, and the others."""
    order = np.random.default_rng(seed).permutation(number)
    return order[: round(number * CODED)], order[round(number * CODED) :]


def code(data: Arguments, rows: Integers) -> Codings:
    """Return the truth of these rows as if people had coded them, the first of them blind."""
    return Codings(rows, data.right[rows], np.arange(len(rows)) < len(rows) * BLIND)


def say_cost(data: Arguments, vectors: Vectors | None, sample: int | None) -> None:
    """Print what a workshop of 5,000 ideas and 20,000 comments takes."""
    rng = np.random.default_rng(7)
    lengths = np.concatenate([rng.integers(1, 8, IDEAS), rng.integers(1, 4, COMMENTS)])
    chosen = [rng.integers(0, len(data.texts), length) for length in lengths]
    texts = [" ".join(data.texts[row] for row in rows) for rows in chosen]
    words = np.mean([len(text.split()) for text in texts])
    print(f"{IDEAS:,} ideas and {COMMENTS:,} comments of {words:.0f} words:")
    if vectors is not None:
        some = rng.permutation(len(texts))[:sample]
        cost = embed([texts[row] for row in some])
        each = len(texts) / len(some)
        say(f"embedded once (from {len(some):,})", cost.seconds * each, cost.busy * each, 20 * 60)
        print(f"    most memory {cost.megabytes:.0f} MB (to reach: 400)")
    start, busy = time.perf_counter(), time.process_time()
    suggest_for(data, texts, chosen, vectors)
    took, busy = time.perf_counter() - start, time.process_time() - busy
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say("trained and scored", took, busy, 60)
    print(f"    most memory {most:.0f} MB (to reach: 400)")


def say(what: str, seconds: float, busy: float, bound: float) -> None:
    """Print what it took by the clock, which other programs of the machine slow down, and of a core."""
    clock = f"{seconds:.0f} s by the clock, {busy:.0f} s of processor"
    print(f"  {what}: {clock} (to reach: {bound:.0f} on two cores)")


def suggest_for(data: Arguments, texts: list[str], chosen: list[Integers], vectors: Vectors | None) -> None:
    """Train on a fifth of these texts, joined from the `chosen` ones, and suggest for the others."""
    spaces = [weigh_stems(make_plain_texts(texts), data.codes)]
    if vectors is not None:
        spaces.append(Space(vectors[[rows[0] for rows in chosen]], vectors[len(data.texts) :]))
    joined = Arguments(texts, data.codes, np.array([data.right[rows].any(axis=0) for rows in chosen]))
    coded, others = draw(len(texts), 1)
    for _rows, _suggested in train(spaces, code(joined, coded)).suggest_all(others):
        pass


if __name__ == "__main__":
    main()
