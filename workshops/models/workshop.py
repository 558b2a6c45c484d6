"""A workshop and its dates."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anonymity.thresholds import FEWEST_IN_A_RELEASE, FEWEST_MEMBERS, FEWEST_REPORTERS_THAT_HOLD
from ideas_platform.lib.markdown import MARKDOWN_HELP
from workshops.models.workshop_constraints import CONSTRAINTS, LONGEST_WINDOW
from workshops.models.workshop_queries import MERGES_AFTER_CLOSE, WorkshopQuerySet
from workshops.phases import ALLOWED, STOPPED_BY_PAUSE, Deed, Phase

IDEAS_END_BEFORE_CLOSE = timedelta(days=3)
# In the place of `key_check` once the key is destroyed.
NO_KEY = b""
KEY_OUTLIVES_RESULT = timedelta(days=60)
PAUSED = _("This workshop is paused. You can read it. Nothing new is taken, and nothing new shows.")


class Workshop(models.Model):
    """A programme in which the staff of many organisations work out a shared position."""

    class Moderation(models.TextChoices):
        """When the design group looks at what is sent."""

        BEFORE = "before", _("before it is published")
        AFTER = "after", _("after it is published")

    class Attribute(models.TextChoices):
        """What members can be told apart by, for counting."""

        ORGANISATION = "organisation", _("organisation")
        GROUP = "group", _("group")
        BOROUGH = "borough", _("borough")
        NONE = "none", _("none")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("address"), unique=True, max_length=60)
    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    brief = models.TextField(_("brief"), blank=True, help_text=MARKDOWN_HELP)
    theme_word = models.CharField(
        _("your word for a theme"),
        max_length=40,
        blank=True,
        db_default="",
        help_text=_("Such as point, foundation or question. Leave it empty for “theme”."),
    )
    contact_name = models.CharField(_("contact: name"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact: e-mail"), blank=True)
    contact_phone = models.CharField(_("contact: telephone"), max_length=40, blank=True)
    safeguarding = models.TextField(_("safeguarding and Freedom to Speak Up contacts"), blank=True)
    safeguarding_email = models.EmailField(
        _("safeguarding contact: e-mail"),
        blank=True,
        help_text=_(
            "When somebody reports a danger, the text alone is mailed here at once. No name goes with it."
        ),
    )

    announced_at = models.DateTimeField(_("announced at"), null=True, blank=True)
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    # Whether what nobody may do without was there when last looked: else its dates open nothing.
    may_open = models.BooleanField(default=True, db_default=True, editable=False)
    ideas_until = models.DateTimeField(_("new ideas until"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    published_at = models.DateTimeField(_("result published at"), null=True, blank=True, editable=False)
    shred_on = models.DateField(_("key destroyed on"), null=True, blank=True)
    # Paused: nothing is taken and nothing released. From `resumed_at` on, which may be still to come, it is
    # open again after a pause or after the close.
    paused = models.BooleanField(default=False, editable=False)
    resumed_at = models.DateTimeField(null=True, editable=False)
    # Whether a live session is on, and until when at the latest a round of it keeps everything unreleased.
    is_live = models.BooleanField(default=False, db_default=False, editable=False)
    round_until = models.DateTimeField(null=True, editable=False)

    allowed_domains = ArrayField(
        models.CharField(max_length=253), verbose_name=_("admitted e-mail domains"), default=list, blank=True
    )
    asks_organisation = models.BooleanField(_("asks for the organisation"), default=True)
    asks_borough = models.BooleanField(_("asks for the borough"), default=True)
    group_question = models.CharField(_("group question"), max_length=80, blank=True, default="I am a …")
    moderation = models.CharField(
        _("moderation"), max_length=8, choices=Moderation.choices, default=Moderation.AFTER
    )
    reporters_that_hold = models.PositiveSmallIntegerField(
        _("readers whose reports take a text from view"),
        default=FEWEST_REPORTERS_THAT_HOLD,
        db_default=FEWEST_REPORTERS_THAT_HOLD,
        help_text=_(
            "Once so many different readers have reported a text, nobody else sees it until the design group "
            "has looked. At most a third of them count from one organisation. What the group has looked at "
            "stays in view. 0: never."
        ),
    )
    release_people = models.PositiveSmallIntegerField(_("people in a release"), default=FEWEST_IN_A_RELEASE)
    minimum_members = models.PositiveSmallIntegerField(
        _("members before the first release"), default=FEWEST_MEMBERS
    )
    release_within = models.PositiveSmallIntegerField(
        _("longest wait once a release is due, in minutes"),
        default=LONGEST_WINDOW,
        help_text=_(
            "1440 is a day. Less only for a day on which everybody is in one room: the page says so."
        ),
    )
    cluster_by = models.CharField(
        _("what people are told apart by on boards"),
        max_length=16,
        choices=Attribute.choices,
        default=Attribute.ORGANISATION,
    )
    common_ground_by = models.CharField(
        _("what common ground is looked for between"),
        max_length=16,
        choices=Attribute.choices,
        default=Attribute.GROUP,
    )
    # The values that are groups of their own, "" for all others together: fixed at the first release.
    ground_values = ArrayField(models.CharField(max_length=40), null=True, blank=True, editable=False)
    rho = models.FloatField(_("likeness within a cluster"), default=0.05)
    boards_after_votes = models.PositiveSmallIntegerField(_("votes before boards show"), default=5)
    practice = models.BooleanField(_("practice workshop"), default=False)
    practice_ends_on = models.DateField(null=True, editable=False)
    imported = models.BooleanField(default=False, editable=False)

    key_check = models.BinaryField(null=True, editable=False)
    release_number = models.PositiveIntegerField(default=0, editable=False)
    # Whether the list of organisations at the opening is noted (`Organisation.in_first_list`).
    first_list_noted = models.BooleanField(default=False, editable=False)
    recompute_all = models.BooleanField(default=False, editable=False)
    # Whether who named no value of `cluster_by` counts each by themselves: settled by each release.
    unnamed_alone = models.BooleanField(default=False, editable=False)
    # Whether all merges were counted together after the close: none is made or undone after that.
    merges_settled = models.BooleanField(default=False, editable=False)
    # Grows with each change of what all members see; triggers count (`counting_triggers`).
    content_version = models.PositiveBigIntegerField(default=0, editable=False)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering = ["closes_at", "slug"]
        constraints = CONSTRAINTS

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the workshop's page."""
        return reverse("workshops:workshop", args=[self.slug])

    @property
    def time_asked(self) -> datetime:
        """The time of the database when this was loaded; raises KeyError without `with_phase()`."""
        moment: datetime = self.__dict__["asked_at"]
        return moment

    def tell_time(self, moment: datetime) -> None:
        """Let the phase be decided as of this moment, for a workshop that came with something else."""
        self.__dict__["asked_at"] = moment

    @property
    def phase(self) -> Phase:
        """Where the workshop is in its life, at `asked_at`; it must come from `with_phase()`."""
        asked_at = self.time_asked
        if not self.may_open:
            return Phase.DRAFT
        starts = {
            Phase.PUBLISHED: self.published_at,
            Phase.CLOSED: self.closes_at,
            Phase.OPEN: self.opens_at,
            Phase.ANNOUNCED: self.announced_at,
        }
        reached = next((phase for phase, start in starts.items() if start and start <= asked_at), Phase.DRAFT)
        return Phase.CLOSED if reached == Phase.OPEN and self.opens_again else reached

    @property
    def opens_again(self) -> bool:
        """Whether it was closed and opens again later."""
        return self.resumed_at is not None and self.resumed_at > self.time_asked

    @property
    def phase_told(self) -> str:
        """The phase as readers are told it: "paused" while an open workshop takes nothing."""
        return "paused" if self.is_paused else self.phase

    @property
    def is_paused(self) -> bool:
        """Whether it takes nothing for the time being; once it is closed it is paused no more."""
        return self.paused and ("asked_at" not in self.__dict__ or self.phase == Phase.OPEN)

    @property
    def in_a_round(self) -> bool:
        """Whether a round of a live session runs, so nothing is released; none runs once it is closed."""
        until = self.round_until
        return until is not None and until > self.time_asked and self.phase == Phase.OPEN

    def say_stopped(self, words: str | Promise) -> str | Promise:
        """Return why something is not taken now: the workshop is paused, or else as these words say."""
        return PAUSED if self.is_paused else words

    @property
    def seen_version(self) -> tuple[int, int]:
        """What grows with each change of what all members see, as of when the workshop was loaded."""
        return (self.release_number, self.content_version)

    @property
    def is_shredded(self) -> bool:
        """Whether the key was destroyed as promised; one that is merely missing is another matter."""
        return self.key_check is not None and bytes(self.key_check) == NO_KEY

    @property
    def key_ends_on(self) -> date | None:
        """The day on which the key is destroyed: the one chosen, else 60 days after publication, if known.

        A practice workshop is deleted with its key on its last day at the latest.
        """
        chosen = self.shred_on
        if chosen is None and self.published_at:
            chosen = timezone.localdate(self.published_at + KEY_OUTLIVES_RESULT)
        deleted = self.practice_ends_on if self.practice else None
        return min((day for day in (chosen, deleted) if day), default=None)

    @property
    def has_settled_merges(self) -> bool:
        """Whether the time to merge is over: all are counted together seven days after the close, once."""
        is_late = self.closes_at is not None and self.closes_at + MERGES_AFTER_CLOSE <= self.time_asked
        return self.merges_settled or is_late

    @property
    def clusters_in_words(self) -> str:
        """What people are told apart by on the boards; imported people by their opinions."""
        return "opinion group" if self.imported else self.cluster_by

    def allows(self, deed: Deed) -> bool:
        """Return whether the phase allows `deed`; the workshop must come from `with_phase()`."""
        if deed == Deed.SUBMIT_IDEA and self.ideas_until and self.ideas_until <= self.time_asked:
            return False
        return deed in ALLOWED[self.phase] and not (self.is_paused and deed in STOPPED_BY_PAUSE)

    @property
    def shows_ideas(self) -> bool:
        """Whether its ideas are read now: what templates ask instead of `allows`."""
        return self.allows(Deed.READ_IDEAS)

    @property
    def offers_notice(self) -> bool:
        """Whether visitors can ask for a letter when it opens: what templates ask instead of `allows`."""
        return self.allows(Deed.ASK_FOR_NOTICE)

    @property
    def takes_votes(self) -> bool:
        """Whether its ideas are voted on now: what templates ask instead of `allows`."""
        return self.allows(Deed.VOTE)

    def clean(self) -> None:
        """Fill in the end of new ideas; raise ValidationError where the dates are out of order."""
        if self.closes_at and self.ideas_until is None:
            self.ideas_until = self.closes_at - IDEAS_END_BEFORE_CLOSE
        if self.release_people < FEWEST_IN_A_RELEASE and not self.practice:
            words = _("At least %(n)d: fewer could show who wrote what.") % {"n": FEWEST_IN_A_RELEASE}
            raise ValidationError({"release_people": ValidationError(words, code="few")})
        dates = [d for d in (self.announced_at, self.opens_at, self.ideas_until, self.closes_at) if d]
        if dates != sorted(dates):
            raise ValidationError(
                _("The dates are out of order: announced, open, last ideas, close."), code="dates"
            )
