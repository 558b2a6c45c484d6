"""The vectors of texts: each made once of its plain text, in pieces, and kept as long as the words stand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from uuid import UUID

import numpy as np

from moderation.analysis.arrays import Vectors
from moderation.analysis.meaning import LENGTH, SentenceModel, stack
from moderation.analysis.pieces import Pause, cut
from moderation.domain.likeness_texts import Compared, keep_rows
from moderation.models import TextVector
from moderation.models.likeness import FINGERPRINT_BYTES
from workshops.models import Workshop

PIECE = 50
ON_DISK = np.float16


def embed_all(
    workshop: Workshop, plain: Sequence[tuple[Compared, str]], descriptions: Sequence[str], pause: Pause
) -> Vectors:
    """Store a vector of each text whose plain form has none yet; return those of the descriptions (K, 384).

    The model is gone from memory afterwards. Raises WrongFile where it is not the one that was checked.
    """
    known = _read_fingerprints(workshop)
    new = [(text, words) for text, words in plain if known.get(text.key) != write_fingerprint(words)]
    model = SentenceModel()
    for piece in cut(len(new), PIECE):
        texts = [text for text, _words in new[piece]]
        vectors = model.embed_all([words for _text, words in new[piece]], pause)
        pairs = zip(new[piece], vectors, strict=True)
        keep_rows(TextVector, workshop, texts, {text.key: _write(words, one) for (text, words), one in pairs})
    return stack(model.embed_all(descriptions, pause), len(descriptions))


def _write(words: str, vector: Vectors) -> dict[str, bytes]:
    return {"fingerprint": write_fingerprint(words), "vector": vector.astype(ON_DISK).tobytes()}


def _read_fingerprints(workshop: Workshop) -> dict[UUID, bytes]:
    rows = TextVector.objects.filter(workshop=workshop).defer("vector")
    return {row.item_key: bytes(row.fingerprint) for row in rows.iterator()}


def read_vectors(workshop: Workshop, texts: Sequence[Compared]) -> Vectors:
    """Return the vectors (N, 384) of these texts, a row of zeros for each that has none."""
    places = {text.key: place for place, text in enumerate(texts)}
    found = np.zeros((len(texts), LENGTH), np.float32)
    for row in TextVector.objects.filter(workshop=workshop).iterator():
        if row.item_key in places:
            found[places[row.item_key]] = np.frombuffer(bytes(row.vector), ON_DISK)
    return found


def write_fingerprint(plain: str) -> bytes:
    """Return in 16 bytes which plain text it is."""
    return hashlib.sha256(plain.encode()).digest()[:FINGERPRINT_BYTES]
