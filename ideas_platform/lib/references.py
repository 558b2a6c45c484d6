"""References that people read and type: short, random, without look-alikes."""

import secrets

REFERENCE_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
REFERENCE_LENGTH = 10


def random_reference() -> str:
    """Return a public reference: ten random letters and digits without look-alikes, about 49 bits."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _place in range(REFERENCE_LENGTH))
