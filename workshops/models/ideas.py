"""The contribution side: what was written. Nothing here knows who wrote it."""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from workshops.models.workshop import Theme, Workshop

if TYPE_CHECKING:
    from workshops.models.people import Membership

TAG_BYTES = 16
REFERENCE_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
REFERENCE_LENGTH = 10
TITLE_LENGTH = 120
BODY_LENGTH = 2000
REPLACEMENT_LENGTH = 6000
EXCERPT_WORDS = 30


def random_reference() -> str:
    """Return a public reference: ten random letters and digits without look-alikes, about 49 bits."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _place in range(REFERENCE_LENGTH))


class IdeaQuerySet(models.QuerySet["Idea"]):
    """Named questions about ideas."""

    def published(self) -> IdeaQuerySet:
        """Those that all members see."""
        return self.filter(status=Idea.Status.PUBLISHED)

    def waiting(self) -> IdeaQuerySet:
        """Those that wait for the next release; only their authors see them."""
        return self.filter(status=Idea.Status.WAITING)

    def for_review(self) -> IdeaQuerySet:
        """Those in the design group's queue: released and not yet looked at."""
        return self.filter(Q(status=Idea.Status.IN_REVIEW) | Q(status=Idea.Status.PUBLISHED, reviewed=False))

    def visible_to(self, membership: Membership | None) -> IdeaQuerySet:
        """Those whose page this member may open. The author's own, which wait, are found by their tag."""
        if membership is not None and membership.is_staff_member:
            return self.exclude(status__in=[Idea.Status.WAITING, Idea.Status.WITHDRAWN])
        return self.published()

    def newest_first(self) -> IdeaQuerySet:
        """By date of release, in random order within a day: never by the moment of sending."""
        return self.order_by(models.F("published_on").desc(nulls_last=True), "ref")


class Idea(models.Model):
    """An idea. Its author is a tag that nobody can turn back into a person."""

    class Status(models.TextChoices):
        """Where an idea is on its way."""

        WAITING = "waiting", _("waiting for the next release")
        IN_REVIEW = "in_review", _("with the design group")
        PUBLISHED = "published", _("published")
        HIDDEN = "hidden", _("hidden")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Intent(models.TextChoices):
        """What an idea does with the draft."""

        BUILD = "build", _("Build on it")
        CHALLENGE = "challenge", _("Challenge it")
        REPLACE = "replace", _("Replace it")
        BLOCK = "block", _("Gets in the way")
        NEW = "new", _("New idea")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(
        _("reference"), max_length=16, unique=True, default=random_reference, editable=False
    )
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="ideas")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas")
    intent = models.CharField(_("intent"), max_length=12, choices=Intent.choices, default=Intent.NEW)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    body = models.TextField(_("text"), max_length=REPLACEMENT_LENGTH)
    thread_tag = models.BinaryField(max_length=TAG_BYTES, editable=False)
    status = models.CharField(_("state"), max_length=12, choices=Status.choices, default=Status.WAITING)
    reviewed = models.BooleanField(_("looked at"), default=False)
    waiting_since = models.DateField(null=True, editable=False)
    published_on = models.DateField(_("released on"), null=True, editable=False)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        constraints = [
            models.CheckConstraint(
                condition=Exact(Length("thread_tag"), TAG_BYTES), name="idea_thread_tag_length"
            ),
            models.CheckConstraint(
                condition=Q(status="waiting", published_on=None)
                | (~Q(status="waiting") & Q(waiting_since=None)),
                name="idea_dates_fit_its_state",
            ),
        ]
        indexes = [
            models.Index(fields=["workshop", "status", "-published_on"], name="idea_list"),
            models.Index(fields=["workshop"], condition=Q(status="waiting"), name="idea_waiting"),
            models.Index(fields=["thread_tag"], name="idea_thread_tag"),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        """Return the idea's public address; the workshop must be loaded."""
        return reverse("workshops:idea", args=[self.workshop.slug, self.ref])

    @property
    def excerpt(self) -> str:
        """The beginning of the text, for lists."""
        return Truncator(self.body).words(EXCERPT_WORDS)


class ImportedIdea(models.Model):
    """The number that an imported idea had where it came from."""

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.CASCADE, related_name="imported")
    source_id = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.idea_id}"
