"""Who may come in: one verified address is one person."""

import unicodedata
from dataclasses import dataclass

from django.db.models import Exists, Q
from django.utils import timezone

from workshops.models import Invitation, JoinCode, Membership, SlipPile, User, Workshop
from workshops.phases import Deed
from workshops.rules import STAFF_ROLES

# By what one was let in for good: codes and slips end, and invitations are deleted at the close.
_COME_BACK = (Membership.Admission.CODE, Membership.Admission.INVITATION, Membership.Admission.SLIP)
LONGEST_ADDRESS = 254  # RFC 3696, erratum 1690; what the tables hold


def drop_invisible(text: str) -> str:
    """Return the text without signs that take no room, such as come along when one copies an address."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def normalise_address(address: str) -> str:
    """Return an e-mail address in the form in which it is compared.

    NFC, lower case, without signs that nobody sees and "+tag", the domain as IDNA. Raises ValueError for what
    cannot be an address.
    """
    seen = drop_invisible(address).strip()
    letters = unicodedata.normalize("NFC", unicodedata.normalize("NFC", seen).lower())
    local, at, domain = letters.rpartition("@")
    local = local.partition("+")[0]
    if not (local and at and domain):
        raise ValueError("That is not an e-mail address.")
    normal = f"{local}@{domain.encode('idna').decode('ascii')}"
    if len(normal) > LONGEST_ADDRESS:
        raise ValueError("That is longer than an e-mail address can be.")
    return normal


def domain_of(address: str) -> str:
    """Return the domain of an address in normal form."""
    return address.rpartition("@")[2]


def show_domain(domain: str) -> str:
    """Return a domain as people write it, with its own letters: the normal form spells some as "xn--…".

    What cannot be read that way, or would read as another domain, stays as it is.
    """
    try:
        shown = domain.encode("ascii").decode("idna")
        return shown if shown.encode("idna").decode("ascii") == domain else domain
    except UnicodeError:
        return domain


def find_admission(workshop: Workshop, address: str, code: str = "") -> Membership.Admission | None:
    """Return how this address may join the workshop, or None where it may not. `code` is a join code.

    Who joined by a code or an invitation before, and has left, needs neither to come back.
    """
    if Invitation.objects.filter(workshop=workshop, email=address).exists():
        return Membership.Admission.INVITATION
    if domain_of(address) in workshop.allowed_domains:
        return Membership.Admission.DOMAIN
    if find_code(workshop, code) is not None:
        return Membership.Admission.CODE
    came = Membership.objects.filter(workshop=workshop, user__email=address, admission__in=_COME_BACK)
    found = came.values_list("admission", flat=True).first()
    return Membership.Admission(found) if found else None


@dataclass(frozen=True)
class WhoMayJoin:
    """Who may join a workshop, to be said before anybody writes: domains, by code, slip and invitation."""

    domains: list[str]
    by_code: bool
    by_slip: bool


def describe_admission(workshop: Workshop) -> WhoMayJoin:
    """Return who may join; one query. Whether any use of a code, or a slip, is left does not show.

    It would tell who came.
    """
    codes = JoinCode.objects.filter(workshop=workshop, ends_on__gte=timezone.localdate())
    slips = SlipPile.objects.filter(workshop=workshop)
    asked = Workshop.objects.filter(pk=workshop.pk).annotate(by_code=Exists(codes), by_slip=Exists(slips))
    # Before a workshop is stored it has neither.
    by_code, by_slip = asked.values_list("by_code", "by_slip").first() or (False, False)
    return WhoMayJoin(sorted(map(show_domain, workshop.allowed_domains)), by_code, by_slip)


def find_code(workshop: Workshop | None, code: str) -> JoinCode | None:
    """Return the usable join code, of this workshop or of any, with its organisation.

    None for a wrong one and for one that is used up or has ended: nobody can tell which.
    """
    if not code:
        return None
    usable = JoinCode.objects.usable(timezone.localdate()).meant_by(code)
    usable = usable.filter(workshop=workshop) if workshop else usable
    return usable.select_related("organisation", "workshop").first()


def may_sign_in(address: str, code: str = "") -> bool:
    """Return whether a sign-in code is sent to this address.

    It is when its owner is known or invited as staff, or some announced or open workshop admits it.
    All questions are asked whatever the first answers are: the time must not tell who is known.
    """
    joinable = [w.pk for w in Workshop.objects.public().with_phase() if w.allows(Deed.JOIN)]
    by_domain = Q(pk__in=joinable, allowed_domains__contains=[domain_of(address)])
    by_code = JoinCode.objects.usable(timezone.localdate()).filter(workshop__in=joinable).meant_by(code)
    reasons = [
        User.objects.filter(email=address).exists(),
        Invitation.objects.filter(Q(workshop__in=joinable) | Q(role__in=STAFF_ROLES), email=address).exists(),
        Workshop.objects.filter(by_domain).exists(),
        by_code.exists(),
    ]
    return any(reasons)
