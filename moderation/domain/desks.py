"""Whose desk it is: the staff of a workshop, and nobody else."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from workshops.models import Membership, User
from workshops.models.visitors import read_membership


def find_desk(user: User | AnonymousUser, slug: str) -> Membership:
    """Return the user's membership among the staff of this workshop, which comes with it and knows the time.

    Raises Http404 for everybody else, whether or not there is such a workshop. A site administrator has no
    desk where they have no role: they may not decide.
    """
    membership = read_membership(user, slug) if isinstance(user, User) else None
    if membership is None or not membership.is_staff_member:
        raise Http404
    return membership
