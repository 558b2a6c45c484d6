"""Encrypting a row under a secret that only a browser holds, so that a copy of the database shows nothing."""

import os
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LENGTH_BYTES = 4
NONCE_BYTES = 12


@dataclass(frozen=True)
class Seal:
    """AES-256-GCM under a key derived from `secret` for one purpose, for one row only.

    What is sealed is padded to whole blocks of `block` bytes: its length tells little.
    """

    secret: bytes
    purpose: bytes
    row: bytes
    block: int

    def close(self, content: bytes) -> bytes:
        """Return `content` padded and encrypted."""
        padded = len(content).to_bytes(LENGTH_BYTES, "big") + content
        padded += bytes(-len(padded) % self.block)
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher().encrypt(nonce, padded, self.row)

    def open(self, payload: bytes) -> bytes:
        """Return what was sealed; raises InvalidTag for another secret, purpose or row."""
        padded = self._cipher().decrypt(payload[:NONCE_BYTES], payload[NONCE_BYTES:], self.row)
        length = int.from_bytes(padded[:LENGTH_BYTES], "big")
        return padded[LENGTH_BYTES : LENGTH_BYTES + length]

    def _cipher(self) -> AESGCM:
        derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=self.purpose)
        return AESGCM(derive.derive(self.secret))
