"""What a run of suggested codes and the map costs with its tables: 5,000 ideas and 20,000 comments.

Run: python -m bench.likeness [DIR] [--texts N] [--embed]. The command that the worker starts is measured, in
a process of its own: seconds, processor and memory of training, scoring, ordering and storing. Vectors are
there already; with --embed it makes them too.
"""

import argparse
import resource
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.utils import timezone

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from bench.lib.arguments import Arguments, read_arguments
from bench.lib.stage import fill_workshop, own_database
from bench.suggestions import DATA
from ideas.models import Comment, Idea
from moderation.domain.blind_share import find_blind
from moderation.domain.likeness_due import choose_command, is_meaning_installed
from moderation.domain.likeness_texts import make_plain, read_texts
from moderation.domain.vectors import ON_DISK, write_fingerprint
from moderation.models import ChosenCode, Code, Coding, ReadingPlace, SuggestedCodes, TextVector
from workshops.models import Workshop

TEXTS, COMMENTS_EACH, LENGTH, CODED = 25_000, 4, 384, 5


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of processor, and the most memory that the process had."""

    seconds: float
    busy: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.seconds:.0f} s by the clock, {self.busy:.0f} s of processor, {self.megabytes:.0f} MB"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what the first run costs, and one after a new coding."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DATA)
    parser.add_argument("--texts", type=int, default=TEXTS)
    parser.add_argument("--embed", action="store_true", help="make the vectors too")
    asked = parser.parse_args(arguments)
    data = read_arguments(asked.folder)
    with own_database():
        workshop = Workshop.objects.get(pk=fill_workshop(100, asked.texts // (COMMENTS_EACH + 1), 0))
        write(workshop, data)
        add_codings(workshop, data)
        if is_meaning_installed() and not asked.embed:
            add_vectors(workshop)
        print(f"{asked.texts:,} texts, {len(data.codes)} codes, one in {CODED} coded:")
        print(f"  first run, the map too: {run()}")
        Coding.objects.filter(blind=False)[:1].get().delete()
        print(f"  after one coding: {run()} (to reach: 60 s, 400 MB)")
        kinds = (TextVector, SuggestedCodes, ReadingPlace)
        print("  rows:", ", ".join(f"{kind.__name__} {kind.objects.count():,}" for kind in kinds))


def run() -> Cost:
    """Return what one run of the command cost."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process, largest = subprocess.Popen(choose_command()), 0.0
    while process.poll() is None:
        largest = max(largest, read_largest(process.pid))
        time.sleep(0.05)
    if process.returncode:
        raise RuntimeError(f"The command ended with {process.returncode}.")
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, busy, largest)


def read_largest(pid: int) -> float:
    """Return the most memory in megabytes that a process has had since it became the program that it is.

    What the system tells of a child after its end counts the memory of its parent, from before it became one.
    """
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    return 0.0


def write(workshop: Workshop, data: Arguments) -> None:
    """Give the ideas words, three arguments each, and four comments of two."""
    rng = np.random.default_rng(3)

    def join(number: int) -> str:
        return " ".join(data.texts[row] for row in rng.integers(0, len(data.texts), number))

    ideas = list(Idea.objects.filter(workshop=workshop))
    for idea in ideas:
        idea.title, idea.body = join(1)[:100], join(3)
    Idea.objects.bulk_update(ideas, ["title", "body"], batch_size=500)
    shown = {"status": "published", "published_on": timezone.localdate(), "intent": "build"}
    Comment.objects.bulk_create(
        (
            Comment(idea=idea, body=join(2), thread_tag=bytes(16), **shown)
            for idea in ideas
            for _one in range(COMMENTS_EACH)
        ),
        batch_size=2_000,
    )


def add_codings(workshop: Workshop, data: Arguments) -> None:
    """Code one text in five with two codes drawn by lot; of the blind share by two people."""
    codes = Code.objects.bulk_create(
        Code(workshop=workshop, name=f"{number} {name}"[:60]) for number, name in enumerate(data.codes)
    )
    texts = read_texts(workshop)[::CODED]
    blind = find_blind(workshop, [text.key for text in texts])
    made = [
        Coding(workshop=workshop, reader=reader, blind=text.key in blind, **text.about)
        for text in texts
        for reader in ((1, 2) if text.key in blind else (1,))
    ]
    Coding.objects.bulk_create(made, batch_size=2_000)
    choose_codes(made, codes)


def choose_codes(codings: Sequence[Coding], codes: Sequence[Code]) -> None:
    """Draw two codes by lot for each coding."""
    rng = np.random.default_rng(4)
    chosen = [rng.choice(len(codes), 2, replace=False) for _coding in codings]
    ChosenCode.objects.bulk_create(
        (
            ChosenCode(coding=one, code=codes[row])
            for one, two in zip(codings, chosen, strict=True)
            for row in two
        ),
        batch_size=2_000,
    )


def add_vectors(workshop: Workshop) -> None:
    """Store a vector of each text, drawn by lot, as if it had been embedded."""
    rng, texts = np.random.default_rng(5), read_texts(workshop)
    rows = (
        TextVector(
            workshop=workshop,
            fingerprint=write_fingerprint(plain),
            vector=(rng.normal(size=LENGTH) / LENGTH**0.5).astype(ON_DISK).tobytes(),
            **text.about,
        )
        for text, plain in zip(texts, make_plain(texts), strict=True)
    )
    TextVector.objects.bulk_create(rows, batch_size=1_000)


if __name__ == "__main__":
    main()
