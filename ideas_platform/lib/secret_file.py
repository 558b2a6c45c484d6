"""What makes a secret, and the one of local mode, kept in a file that only its owner reads."""

import os
import secrets
from pathlib import Path

SHORTEST = 50
FEWEST_LETTERS = 10
# How Django begins the secret of a new project, which is no secret.
UNSAFE_PREFIX = "django-insecure-"


def is_weak_secret(secret: str) -> bool:
    """Return whether a secret is too short, of too few different letters, or one that Django made up."""
    varied = len(set(secret)) >= FEWEST_LETTERS
    return len(secret) < SHORTEST or not varied or secret.startswith(UNSAFE_PREFIX)


def read_or_make_secret(path: Path) -> str:
    """Return the secret in the file at `path`; make the file (mode 0600) where there is none.

    Whoever start at once, processes or threads, agree on one secret: the file appears whole or not at all.
    """
    try:
        return path.read_text()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{secrets.token_hex(8)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return path.read_text()
