"""May I do it? Asks the permission tables of the apps."""

from typing import Any, Protocol

import rules
from django.core.exceptions import PermissionDenied


class HasMembership(Protocol):
    """A visit: it knows who acts where."""

    @property
    def membership(self) -> Any:
        """Return the actor's membership, or None."""

    @property
    def user(self) -> Any:
        """Return the user, signed in or not."""


def require(permission: str, visit: HasMembership, subject: Any = None) -> None:
    """Raise PermissionDenied unless the table allows it to the visitor.

    A site administrator, who may read everything that staff may read, still needs a membership to act.
    """
    if permission.split(".")[1].startswith("read") and getattr(visit.user, "is_superuser", False):
        return
    if not rules.has_perm(permission, visit.membership, subject):
        raise PermissionDenied
