"""May I do it? Asks the permission tables of the apps."""

from typing import Any, Protocol

import rules
from django.core.exceptions import PermissionDenied


class Visiting(Protocol):
    """A visit: it knows who acts where."""

    @property
    def membership(self) -> Any:
        """The actor's membership, or None."""

    @property
    def user(self) -> Any:
        """The user, signed in or not."""


def require(permission: str, visit: Visiting) -> Any:
    """Return the acting membership; raise PermissionDenied unless the permission table allows the deed.

    To act one needs a membership, as site administrator too.
    """
    if visit.membership is None or not rules.has_perm(permission, visit.membership, None):
        raise PermissionDenied
    return visit.membership


def require_reading(permission: str, visit: Visiting) -> None:
    """Raise PermissionDenied unless the table allows it or the visitor is a site administrator."""
    if not getattr(visit.user, "is_superuser", False):
        require(permission, visit)
