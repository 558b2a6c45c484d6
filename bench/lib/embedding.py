"""Embedding texts in a process of its own, as a worker does it, with what it cost.

Django is in the memory of that process, as it is in a worker's.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

import bench.lib.ready  # noqa: F401 - sets Django up
from moderation.analysis.arrays import LENGTH, Vectors, stack
from moderation.analysis.meaning import SentenceModel


@dataclass(frozen=True)
class Embedded:
    """Vectors (N, 384), seconds by the clock and of processor, and the most memory that the process had."""

    vectors: Vectors
    seconds: float
    busy: float
    megabytes: float


def embed(texts: Sequence[str]) -> Embedded:
    """Return the vectors of texts and what they cost, loading the model counted in."""
    said = subprocess.run(
        [sys.executable, "-m", "bench.lib.embedding"],
        input=json.dumps(texts).encode(),
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    first, _end, rows = said.partition(b"\n")
    return Embedded(np.frombuffer(rows, np.float32).reshape(-1, LENGTH), *json.loads(first))


def answer() -> None:
    """Read texts as JSON from standard input; write a line of costs, then the vectors."""
    texts = json.load(sys.stdin)
    start, busy = time.perf_counter(), time.process_time()
    vectors = stack(SentenceModel().embed_all(texts), len(texts))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    costs = [time.perf_counter() - start, time.process_time() - busy, most]
    sys.stdout.buffer.write(json.dumps(costs).encode() + b"\n" + vectors.tobytes())


if __name__ == "__main__":
    answer()
