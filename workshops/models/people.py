"""The identity side: who somebody is. Nothing here knows what anybody wrote or voted."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import rules
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from anonymity.thresholds import NIGHTS_OF_NEWCOMERS
from workshops.models.places import Borough, Group, Organisation
from workshops.models.workshop import Workshop
from workshops.rules import STAFF_ROLES, Role

SUBJECT_BYTES = 16
PIN_TRIES = 5
# Wrong PINs in a row after which a slip signs nobody in any more.
SLIP_TRIES = 50
# Who came by a slip has no address; what stands in its place leads nowhere (RFC 2606).
SLIP_DOMAIN = "slip.invalid"
NO_PASSES: Mapping[str, str] = MappingProxyType({})
# What members may tell of themselves. Beside each stands what is counted: see `workshops/domain/counted.py`.
ATTRIBUTES = ("organisation", "borough", "group")


def random_bytes() -> bytes:
    """Return 16 random bytes: a subject or a session epoch."""
    return secrets.token_bytes(SUBJECT_BYTES)


class UserManager(BaseUserManager["User"]):
    """Makes users from addresses that are already in normal form."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user with this address."""
        return self.get(email=username)


class User(AbstractBaseUser):
    """One verified address. No name, no date, no password, nothing about what its owner does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    is_staff = models.BooleanField(_("may open the admin"), default=False)
    is_superuser = models.BooleanField(_("site administrator"), default=False)
    makes_workshops = models.BooleanField(_("may make workshops"), default=False, db_default=False)
    session_epoch = models.BinaryField(max_length=SUBJECT_BYTES, default=random_bytes, editable=False)

    # What the browser of this visit holds, by workshop: see `sign_in/past_cookie.py`. Stored nowhere.
    visit_key = ""
    passes = NO_PASSES
    # Whether a second factor was shown in this visit, where staff need one; nobody has outside of a request.
    shows_second_factor: Callable[[], bool] = staticmethod(lambda: False)
    # What was read of the memberships together with the user, until one of them is asked for.
    places: Sequence[Sequence[Any]] | None = None

    password = None  # type: ignore[assignment]
    last_login = None
    USERNAME_FIELD = "email"
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return f"user {self.pk}"

    def has_usable_password(self) -> bool:
        """Return False: one signs in with a code, never with a password."""
        return False

    def check_password(self, _raw_password: str | None) -> bool:
        """Return False: there is no password that could match."""
        return False

    @property
    def has_address(self) -> bool:
        """Whether there is a mailbox: nobody who came by a slip has one here."""
        return not self.email.endswith(f"@{SLIP_DOMAIN}")

    def get_session_auth_hash(self) -> str:
        """Return the hash that ties a session to this user until `session_epoch` changes."""
        return salted_hmac("workshops.session", bytes(self.session_epoch), algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterable[str]:
        """Yield nothing: there are no older secrets to try."""
        return iter(())

    def end_sessions(self) -> None:
        """Sign this user out everywhere."""
        self.session_epoch = random_bytes()
        self.save(update_fields=["session_epoch"])

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Return whether a permission table allows it; a site administrator may do all."""
        return self.is_superuser or bool(rules.has_perm(perm, self, obj))

    def has_perms(self, perm_list: Iterable[str], obj: Any = None) -> bool:
        """Return whether all of these are allowed."""
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, _app_label: str) -> bool:
        """Return whether the admin lists apps for this user; each page then decides by workshop."""
        return self.is_staff


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Named questions about memberships."""

    def present(self) -> MembershipQuerySet:
        """Those who have not left."""
        return self.exclude(role=Role.LEFT)

    def participants(self) -> MembershipQuerySet:
        """Those who take part, without design group and organisers."""
        return self.filter(role=Role.PARTICIPANT)

    def staff(self) -> MembershipQuerySet:
        """Design group and organisers."""
        return self.filter(role__in=STAFF_ROLES)


class Membership(models.Model):
    """A user's place in a workshop, with the two secrets ("subjects") from which the tags are made.

    What is counted (organisation, borough, group) stands beside the subjects and apart from what is told, so
    that leaving and changing one's details show in no number. A row without user is of a deleted account.
    """

    class Admission(models.TextChoices):
        """How somebody was let in."""

        DOMAIN = "domain", _("e-mail domain")
        CODE = "code", _("join code")
        INVITATION = "invitation", _("invitation")
        IMPORT = "import", _("import")
        SLIP = "slip", _("joining slip")

    class RoleChoice(models.TextChoices):
        """The roles, as people read them."""

        PARTICIPANT = Role.PARTICIPANT.value, _("participant")
        DESIGN_GROUP = Role.DESIGN_GROUP.value, _("design group")
        ORGANISER = Role.ORGANISER.value, _("organiser")
        LEFT = Role.LEFT.value, _("left")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="memberships")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="memberships")
    vote_subject = models.BinaryField(
        null=True, max_length=SUBJECT_BYTES, default=random_bytes, editable=False
    )
    text_subject = models.BinaryField(
        null=True, max_length=SUBJECT_BYTES, default=random_bytes, editable=False
    )
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL)
    borough = models.ForeignKey(Borough, null=True, blank=True, on_delete=models.SET_NULL)
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.SET_NULL)
    counted_organisation = models.ForeignKey(
        Organisation, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    counted_borough = models.ForeignKey(
        Borough, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    counted_group = models.ForeignKey(
        Group, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    role = models.CharField(max_length=16, choices=RoleChoice.choices, default=RoleChoice.PARTICIPANT)
    admission = models.CharField(max_length=16, choices=Admission.choices, default=Admission.DOMAIN)
    # Which people came by one code, and who came last night or today: by both, releases count people.
    join_code = models.ForeignKey(
        "JoinCode", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    slip_pile = models.ForeignKey(
        "SlipPile", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    nights_to_wait = models.PositiveSmallIntegerField(default=NIGHTS_OF_NEWCOMERS, editable=False)

    # The PIN for the view of the past: see `workshops/domain/pins.py`. The number of wrong tries in a row
    # says that somebody typed a wrong PIN, not when, and nothing about what a member does.
    pin_hash = models.CharField(max_length=128, blank=True, default="", editable=False)
    pin_tries = models.PositiveSmallIntegerField(default=0, editable=False)
    # Whether this visit has shown the PIN. Stored nowhere.
    past_is_open = False

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint("user", "workshop", name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=list(Role)), name="membership_role_known"),
            models.CheckConstraint(
                condition=models.Q(vote_subject=None)
                | models.Q(Exact(Length("vote_subject"), SUBJECT_BYTES)),
                name="membership_vote_subject_length",
            ),
            models.CheckConstraint(
                condition=models.Q(text_subject=None)
                | models.Q(Exact(Length("text_subject"), SUBJECT_BYTES)),
                name="membership_text_subject_length",
            ),
            models.CheckConstraint(
                condition=models.Q(pin_tries=0)
                | (models.Q(pin_tries__lte=PIN_TRIES) & ~models.Q(pin_hash="")),
                name="membership_pin_tries",
            ),
        ]

    def __str__(self) -> str:
        return f"membership {self.pk}"

    def count_as_told(self) -> Membership:
        """Let what is told be what is counted, of somebody who is new and has neither written nor voted."""
        for name in ATTRIBUTES:
            setattr(self, f"counted_{name}_id", getattr(self, f"{name}_id"))
        return self

    @property
    def is_present(self) -> bool:
        """Whether this member has not left."""
        return self.role != Role.LEFT

    @property
    def hides_past(self) -> bool:
        """Whether what this member wrote and voted may not be shown: there is a PIN, and no sign of it."""
        return bool(self.pin_hash) and not self.past_is_open

    @property
    def is_shut_out(self) -> bool:
        """Whether too many wrong PINs were typed, so that the right one opens nothing any more."""
        return self.pin_tries >= PIN_TRIES

    @property
    def reads_as_staff(self) -> bool:
        """Whether this member may read what others may not: staff who have shown a second factor."""
        return self.is_staff_member and self.user is not None and self.user.shows_second_factor()

    @property
    def is_staff_member(self) -> bool:
        """Whether this member belongs to the design group or the organisers."""
        return self.role in STAFF_ROLES

    @property
    def is_organiser(self) -> bool:
        """Whether this member organises the workshop."""
        return self.role == Role.ORGANISER
