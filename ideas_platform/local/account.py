"""The account that PostgreSQL and Valkey run as."""

import os
import pwd
from dataclasses import dataclass

from ideas_platform.local.paths import Paths
from ideas_platform.local.refusal import Refusal

UNPRIVILEGED = ("postgres", "nobody")
ROOTS = (
    "%(folder)s belongs to root, and PostgreSQL does not run as root. Give it back to the account that it "
    "was copied from (chown --recursive nobody %(folder)s, say), or set another DATA_DIR."
)


@dataclass(frozen=True)
class Account:
    """An account of this machine, by its numbers."""

    uid: int
    gid: int


def find_account(paths: Paths) -> Account | None:
    """Return the account for PostgreSQL and Valkey; None means the one that runs this process.

    PostgreSQL never runs as root. Data that are already there keep their owner.
    Raises Refusal where root finds no account to lend, or the data belong to root.
    """
    if os.geteuid() != 0:
        return None
    if paths.postgres.exists():
        owner = paths.postgres.stat()
        if owner.st_uid != 0:
            return Account(owner.st_uid, owner.st_gid)
        if any(paths.postgres.iterdir()):
            raise Refusal(ROOTS % {"folder": paths.postgres})
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise Refusal(
        "PostgreSQL does not run as root, and this machine has no account named "
        f"{' or '.join(UNPRIVILEGED)}. Start as an ordinary user, or set DATABASE_URL."
    )
