"""The work side: case studies that somebody signs, with pictures; on the identity side, who signs.

Nothing here refers to an idea, a vote or a member, but for the member of staff who decided.
"""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.references import random_reference
from pledges.models.pledges import PERSON_LENGTH, TITLE_LENGTH, random_link_key
from workshops.models import Workshop
from workshops.models.places import NAME_LENGTH

STORY_LENGTH = 6_000
WORDS_LENGTH = 200


class CaseStudyQuerySet(models.QuerySet["CaseStudy"]):
    """Named questions about case studies."""

    def published(self) -> CaseStudyQuerySet:
        """Those that everybody may read."""
        return self.filter(status=CaseStudy.Status.PUBLISHED)

    def confirmed(self) -> CaseStudyQuerySet:
        """Those whose writer has said by e-mail that they are theirs."""
        return self.exclude(status=CaseStudy.Status.UNCONFIRMED)

    def with_all(self) -> CaseStudyQuerySet:
        """With contact and pictures, without the files of these; one query more."""
        pictures = CaseStudyPicture.objects.defer("content").order_by("number")
        return self.select_related("contact").prefetch_related(models.Prefetch("pictures", queryset=pictures))


class CaseStudy(models.Model):
    """What an organisation did and what came of it, signed. The staff publish it, or say why not."""

    class Status(models.TextChoices):
        """How far it is."""

        UNCONFIRMED = "unconfirmed", _("waits to be confirmed")
        IN_REVIEW = "in_review", _("to be decided")
        ASKED = "asked", _("asked to change")
        PUBLISHED = "published", _("published")
        REFUSED = "refused", _("refused")
        TAKEN_DOWN = "taken_down", _("taken down")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="case_studies")
    ref = models.CharField(max_length=10, unique=True, default=random_reference, editable=False)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.UNCONFIRMED)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    text = models.TextField(_("text"), max_length=STORY_LENGTH)
    organisation = models.CharField(_("organisation"), max_length=NAME_LENGTH)
    # Addresses of foundations, the same from edition to edition.
    foundations = ArrayField(models.SlugField(max_length=60), default=list, blank=True)
    sent_on = models.DateField(editable=False)
    published_on = models.DateField(null=True, editable=False)

    objects = CaseStudyQuerySet.as_manager()

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=["unconfirmed", "in_review", "asked", "published", "refused", "taken_down"]
                ),
                name="case_study_status_known",
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="case_study_has_words"),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_on__isnull=False),
                name="case_study_published_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CaseStudyContact(models.Model):
    """The identity side: who signs a case study. Name and job are public, the address is not."""

    case_study = models.OneToOneField(
        CaseStudy, primary_key=True, on_delete=models.CASCADE, related_name="contact"
    )
    name = models.CharField(_("name"), max_length=PERSON_LENGTH)
    job = models.CharField(_("job"), max_length=PERSON_LENGTH)
    email = models.EmailField()
    link_key = models.CharField(max_length=32, default=random_link_key, editable=False)

    class Meta:
        verbose_name = _("contact of a case study")
        verbose_name_plural = _("contacts of case studies")
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(job=""), name="case_study_contact_is_named")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def domain(self) -> str:
        """The part of the address that shows where it is from."""
        return self.email.rpartition("@")[2]


class CaseStudyPicture(models.Model):
    """A picture of a case study, drawn anew from what was sent, with words for who cannot see it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_study = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="pictures")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(_("the picture in words"), max_length=WORDS_LENGTH)
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    # WebP.
    content = models.BinaryField()

    class Meta:
        verbose_name = _("picture of a case study")
        verbose_name_plural = _("pictures of case studies")
        constraints = [
            models.UniqueConstraint(fields=["case_study", "number"], name="case_study_picture_once"),
            models.CheckConstraint(
                condition=~Q(content=b"") & ~Q(words=""), name="case_study_picture_has_file_and_words"
            ),
        ]

    def __str__(self) -> str:
        return self.words
