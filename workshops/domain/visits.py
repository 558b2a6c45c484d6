"""Who looks at which workshop: worked out once for each request."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise

from ideas_platform.lib.access import require_reading
from ideas_platform.lib.refusals import JoinFirst
from ideas_platform.lib.return_address import add_return
from workshops.domain.pins import has_pass
from workshops.models import Membership, User, Workshop
from workshops.models.visitors import read_membership
from workshops.phases import Deed, Phase


@dataclass(frozen=True)
class Visit:
    """A workshop and the visitor's membership in it, if any."""

    user: User | AnonymousUser
    workshop: Workshop
    membership: Membership | None

    @property
    def hides_past(self) -> bool:
        """Whether nothing of what the visitor wrote and voted may be shown: it is shut by their PIN."""
        return self.membership is not None and self.membership.hides_past

    @property
    def reads_as_member(self) -> bool:
        """Whether the visitor has joined, or is a site administrator, who reads what members do."""
        return self.membership is not None or bool(getattr(self.user, "is_superuser", False))


def visit_workshop(user: User | AnonymousUser, slug: str) -> Visit:
    """Return the visit; raises Http404 for a workshop that this user may not know of.

    One query for a member, who comes often; two for others.
    """
    membership = _find_membership(user, slug)
    if membership is not None:
        return Visit(user, membership.workshop, membership)
    return Visit(user, get_object_or_404(Workshop.objects.visible_to(user).with_phase(), slug=slug), None)


def may_preview(visit: Visit) -> bool:
    """Return whether this visitor may see the page as others will: staff and site administrators."""
    is_staff = visit.membership is not None and visit.membership.is_staff_member
    return is_staff or bool(getattr(visit.user, "is_superuser", False))


def preview_as_visitor(visit: Visit) -> Visit:
    """Return the visit of somebody who is not signed in; to them a draft looks as if it were announced now.

    Only for reading: the workshop that it holds is not to be saved.
    """
    workshop = visit.workshop
    if workshop.phase == Phase.DRAFT:
        workshop.announced_at, workshop.may_open = workshop.time_asked, True
    return Visit(AnonymousUser(), workshop, None)


def _find_membership(user: User | AnonymousUser, slug: str) -> Membership | None:
    if not isinstance(user, User):
        return None
    membership = read_membership(user, slug)
    if membership is None:
        return None
    membership.past_is_open = has_pass(membership, user, slug)
    knows = membership.workshop.allows(Deed.READ_BRIEF) or membership.is_staff_member
    return membership if knows else None


def visit_as_member(user: User | AnonymousUser, slug: str, *, back: str | Promise) -> Visit:
    """Return the visit of a member (or of a site administrator, who may read).

    Raises JoinFirst, with an address that leads back to `back`, for everybody else.
    """
    return _require_member(visit_workshop(user, slug), back=back)


def visit_as_reader(user: User | AnonymousUser, slug: str, *, back: str, permission: str = "") -> Visit:
    """Return the visit of somebody who may read ideas; raises what `require_reader` does."""
    visit = visit_workshop(user, slug)
    require_reader(visit, back=back, permission=permission)
    return visit


def may_read(visit: Visit) -> bool:
    """Return whether this visitor reads ideas and the result: members, once it is published everybody."""
    return visit.workshop.allows(Deed.READ_AS_VISITOR) or visit.reads_as_member


def require_reader(visit: Visit, *, back: str, permission: str = "") -> None:
    """Raise JoinFirst, with an address that leads back to `back`, for who may not read until they join.

    Until everybody reads, raises PermissionDenied for a member to whom the table does not give the
    permission, where one is named.
    """
    if visit.workshop.allows(Deed.READ_AS_VISITOR):
        return
    _require_member(visit, back=back)
    if permission:
        require_reading(permission, visit)


def _require_member(visit: Visit, *, back: str | Promise) -> Visit:
    if not visit.reads_as_member:
        raise JoinFirst(find_way_in(visit, back=str(back)))
    return visit


def require_past(visit: Visit, *, back: str) -> None:
    """Raise JoinFirst, with the address at which one shows the PIN, where the visitor's past is shut."""
    if visit.hides_past:
        place = reverse("workshops:pin", args=[visit.workshop.slug])
        raise JoinFirst(add_return(place, back))


def find_way_in(visit: Visit, *, back: str, code: str = "") -> str:
    """Return where this visitor signs in or joins, whichever comes next, and goes on to `back` afterwards.

    `code` is a join code, which both pages look for in their own address.
    """
    joining = reverse("workshops:membership", args=[visit.workshop.slug])
    page = joining if visit.user.is_authenticated else reverse("sign_in")
    return add_return(page, back, code=code)
