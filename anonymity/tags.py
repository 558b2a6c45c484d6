"""Tags: what stands in the database in place of a person.

A tag says "the same person as before" for one item and nothing else. Two tags of one person for two
items have nothing in common, and not even the holder of the key can turn a tag back into a person.
"""

import hashlib
from collections.abc import Iterator
from enum import StrEnum
from uuid import UUID

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from numpy.typing import NDArray

KEY_BYTES = 32
TAG_BYTES = 16

Blocks = NDArray[np.uint8]
"""Rows of 16 bytes: items, subjects or tags."""

_Words = NDArray[np.uint64]

_MARGIN = 2
"""Words of room behind the last block: `update_into` wants one more block, less one byte."""


class Purpose(StrEnum):
    """What a tag is for. Each purpose has its own key, so that no two tables can be joined by tags."""

    THREAD = "thread"
    VOTE = "vote"
    POLL = "poll"
    REPORT = "report"
    LEFT = "left"
    CHECK = "check"
    SHUFFLE = "shuffle"
    LIMIT = "limit"
    PIN = "pin"
    CELL = "cell"
    BLIND = "blind"
    STATEMENT = "statement"
    VERDICT = "verdict"
    SLIP = "slip"
    SLIP_LOGIN = "slip_login"
    JUDGEMENT = "judgement"
    LEVEL = "level"
    STANDING = "standing"


def purpose_key(key: bytes, purpose: Purpose) -> bytes:
    """The 32 bytes HKDF-SHA256 (RFC 5869, no salt) derives from a workshop's key for one purpose.

    Raises ValueError when the key is not 32 bytes long.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("A workshop's key has 32 bytes.")
    return HKDF(SHA256(), length=KEY_BYTES, salt=None, info=purpose.value.encode("ascii")).derive(key)


def label_item(purpose: Purpose) -> bytes:
    """The 16 bytes that stand for the item where a purpose has none: SHA-256 of its label, cut."""
    return hashlib.sha256(purpose.value.encode("ascii")).digest()[:TAG_BYTES]


class Tagger:
    """Makes the tags of one purpose in one workshop.

    tag = AES256(k, AES256(k, item) XOR subject) XOR subject

    The inner part is CBC-MAC over exactly two blocks, a pseudo-random function for messages of that
    length *only*: never lengthen the message. The last XOR makes it one-way even for who knows k.
    Every method takes items and subjects of 16 bytes and raises ValueError for anything else.
    """

    __slots__ = ("_cipher", "purpose")

    def __init__(self, workshop_key: bytes, purpose: Purpose) -> None:
        self.purpose = purpose
        # ECB is the bare block function here; the chaining is our own XOR, so that it can be vectorised.
        self._cipher = Cipher(algorithms.AES(purpose_key(workshop_key, purpose)), modes.ECB())  # noqa: S305  # nosec B305

    def one(self, item: bytes | UUID, subject: bytes) -> bytes:
        """The tag (16 bytes) of one person for one item."""
        parts = (item.bytes if isinstance(item, UUID) else bytes(item)), bytes(subject)
        if any(len(part) != TAG_BYTES for part in parts):
            raise ValueError("Items and subjects have 16 bytes.")
        # The same as `of_pairs`, without the arrays: those take longer than the tag.
        whose, encrypt = int.from_bytes(parts[1], "big"), self._cipher.encryptor().update
        inner = int.from_bytes(encrypt(parts[0]), "big") ^ whose
        outer = int.from_bytes(encrypt(inner.to_bytes(TAG_BYTES, "big")), "big") ^ whose
        return outer.to_bytes(TAG_BYTES, "big")

    def of_subjects(self, item: bytes | UUID, subjects: Blocks) -> Blocks:
        """The tags (M, 16) of M people for one item."""
        return next(self.of_each(_one_row(item), subjects))

    def of_each(self, items: Blocks, subjects: Blocks) -> Iterator[Blocks]:
        """The tags (M, 16) of M people for one item after the other.

        Made for speed: each array is overwritten when the next one is asked for.
        """
        inner, whose = self._encrypt(_words(items)), _words(subjects)
        mixed, encryptor = np.empty_like(whose), self._cipher.encryptor()
        room = np.empty(whose.size + _MARGIN, np.uint64)
        source, target, tags = _bytes(mixed), _bytes(room), room[: whose.size].reshape(whose.shape)
        for item in inner:
            for half in (0, 1):  # two long loops: broadcasting over rows of two words is far slower
                np.bitwise_xor(whose[:, half], item[half], out=mixed[:, half])
            encryptor.update_into(source, target)
            tags ^= whose
            yield tags.view(np.uint8)

    def of_items(self, items: Blocks, subject: bytes) -> Blocks:
        """The tags (N, 16) of one person for N items."""
        whose = _words(_one_row(subject))
        return self._close(self._encrypt(_words(items)) ^ whose, whose)

    def of_pairs(self, items: Blocks, subjects: Blocks) -> Blocks:
        """The tags (N, 16) of the n-th person for the n-th item."""
        if len(items) != len(subjects):
            raise ValueError("There must be as many items as subjects.")
        whose = _words(subjects)
        return self._close(self._encrypt(_words(items)) ^ whose, whose)

    def _close(self, mixed: _Words, whose: _Words) -> Blocks:
        tags = self._encrypt(mixed)
        tags ^= whose
        return tags.view(np.uint8)

    def _encrypt(self, blocks: _Words) -> _Words:
        out = np.empty(blocks.size + _MARGIN, np.uint64)
        self._cipher.encryptor().update_into(_bytes(blocks), _bytes(out))
        return out[: blocks.size].reshape(blocks.shape)


def as_blocks(values: list[bytes]) -> Blocks:
    """Rows (N, 16) from N values of 16 bytes each; raises ValueError where one has another length."""
    if any(len(value) != TAG_BYTES for value in values):
        raise ValueError("Items and subjects have 16 bytes.")
    return np.frombuffer(b"".join(values), np.uint8).reshape(-1, TAG_BYTES)


def list_keys(blocks: Blocks) -> list[bytes]:
    """The rows (N, 16) as N values of 16 bytes each."""
    content = blocks.tobytes()
    return [content[start : start + TAG_BYTES] for start in range(0, len(content), TAG_BYTES)]


def _one_row(value: bytes | UUID) -> Blocks:
    return as_blocks([value.bytes if isinstance(value, UUID) else bytes(value)])


def _words(blocks: Blocks) -> _Words:
    if blocks.dtype != np.uint8 or blocks.ndim != 2 or blocks.shape[1] != TAG_BYTES:
        raise ValueError("Items and subjects are rows of 16 bytes.")
    return np.ascontiguousarray(blocks).view(np.uint64)


def _bytes(words: _Words) -> memoryview:
    return words.reshape(-1).view(np.uint8).data
