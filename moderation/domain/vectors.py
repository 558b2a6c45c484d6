"""Reading the vectors that were stored of texts and codes, without the model that made them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from uuid import UUID

import numpy as np

from moderation.analysis.arrays import LENGTH, Booleans, Vectors
from moderation.domain.likeness_texts import describe
from moderation.models import Code, CodeVector, TextVector
from moderation.models.likeness import FINGERPRINT_BYTES
from workshops.models import Workshop

ON_DISK = np.float16
_AT_ONCE = 500


def read_text_vectors(workshop: Workshop, keys: Sequence[UUID]) -> tuple[Vectors, Booleans]:
    """Return the vectors of these texts (N, 384), and which of them (N,) have one; one query.

    They are read straight into their rows: 25,000 of them one by one take twice the memory.
    """
    rows, is_there = np.zeros((len(keys), LENGTH), np.float32), np.zeros(len(keys), np.bool_)
    places = {key: place for place, key in enumerate(keys)}
    for one in TextVector.objects.filter(workshop=workshop).iterator(_AT_ONCE):
        place = places.get(one.item_key)
        if place is not None:
            rows[place], is_there[place] = _read(one.vector), True
    return rows, is_there


def read_code_vectors(codes: Sequence[Code]) -> Mapping[UUID, Vectors]:
    """Return the vector (384,) of each code that has one of its words as they are, by its key; one query."""
    wanted = {code.pk: write_fingerprint(describe(code)) for code in codes}
    rows = CodeVector.objects.filter(pk__in=wanted)
    return {row.pk: _read(row.vector) for row in rows if bytes(row.fingerprint) == wanted[row.pk]}


def write_fingerprint(plain: str) -> bytes:
    """Return in 16 bytes which plain text it is."""
    return hashlib.sha256(plain.encode()).digest()[:FINGERPRINT_BYTES]


def _read(stored: bytes | memoryview) -> Vectors:
    return np.frombuffer(bytes(stored), ON_DISK).astype(np.float32)
