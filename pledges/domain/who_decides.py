"""Who decides about what was signed: organisers, and about case studies the design group too."""

import rules
from django.core.exceptions import PermissionDenied

from workshops.models import Membership


def require_decider(actor: Membership) -> None:
    """Raise PermissionDenied unless the actor may decide about pledges and the self-assessment."""
    if not rules.has_perm("pledges.decide", actor, None):
        raise PermissionDenied


def require_editor(actor: Membership) -> None:
    """Raise PermissionDenied unless the actor may decide about case studies."""
    if not rules.has_perm("pledges.edit", actor, None):
        raise PermissionDenied
