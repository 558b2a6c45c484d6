"""Whom the access matrix tells apart, and its rows."""

from __future__ import annotations

ROLES = (
    "visitor", "outsider", "participant", "author", "moderator", "organiser",
    "other_moderator", "other_organiser", "administrator",
)  # fmt: skip


def row(*statuses: int) -> dict[str, int]:
    """Return one row of the matrix: a status for each of the ROLES."""
    return dict(zip(ROLES, statuses, strict=True))
