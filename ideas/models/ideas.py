"""The contribution side: ideas. Nothing here knows who wrote them."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import connection, models
from django.db.models import F, Func, Q
from django.db.models.functions import MD5
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from ideas.models.contributions import COUNTED_BY, TO_RELEASE, UNREAD, Contribution, ContributionQuerySet
from ideas.models.sources import IdeaSource
from workshops.models.themes import Theme
from workshops.models.workshop import Workshop
from workshops.open_now import OPEN_NOW

TITLE_LENGTH = 120
BODY_LENGTH = 2000
REPLACEMENT_LENGTH = 6000
EXCERPT_WORDS = 30
# Stems of English words, and the words themselves, without accents: see the first migration.
TEXT_CONFIG, PLAIN_CONFIG = "ideas_english", "ideas_plain"
PUBLISHED = Q(status="published")

# What waits has a date since when, and nothing else has. Asked like this only the index of twins fits: by the
# one of what a release changes PostgreSQL would read all that is, which it takes for little.
_LIST_TWINS = """
SELECT id, thread_tag FROM ideas_idea
WHERE waiting_since IS NOT NULL AND md5(title) = md5(%(title)s) AND title = %(title)s AND body = %(body)s
  AND intent = %(intent)s AND theme_id IS NOT DISTINCT FROM %(theme_id)s
  AND workshop_id IS NOT DISTINCT FROM %(workshop_id)s
"""
# Decides by the clock of the database, in the statement itself, whether the workshop takes ideas.
_SUBMIT = """
INSERT INTO ideas_idea (
    id, ref, workshop_id, theme_id, intent, title, body, thread_tag, held, waiting_since,
    status, reviewed, withdrawal_pending, settled, frozen
)
SELECT %(id)s, %(ref)s, workshop.id, %(theme_id)s, %(intent)s, %(title)s, %(body)s, %(thread_tag)s, %(held)s,
    (now() AT TIME ZONE %(zone)s)::date, 'unreleased', false, false, false, false
FROM workshops_workshop workshop
WHERE workshop.id = %(workshop_id)s AND OPEN_NOW
  AND (workshop.ideas_until IS NULL OR workshop.ideas_until > now())
""".replace("OPEN_NOW", OPEN_NOW)  # nosec B608
# As it mostly is: nobody is muted, and nobody has just sent the same words. Sent together, the two statements
# are one transaction, and the second one sees what was stored while the first one waited.
_SUBMIT_PLAINLY = " AND NOT EXISTS ".join(
    (
        f"SELECT pg_advisory_xact_lock(%(lock)s); {_SUBMIT}",
        "(SELECT FROM ideas_mute)",
        f"({_LIST_TWINS})",
    )
)


def _describe_new(idea: Idea) -> dict[str, Any]:
    return {**vars(idea), "zone": timezone.get_default_timezone_name()}


class IdeaQuerySet(ContributionQuerySet["Idea"]):
    """Named questions about ideas."""

    def votable(self) -> IdeaQuerySet:
        """Those that stand for themselves: published, and not merged into another."""
        return self.published().filter(merge__isnull=True)

    def taking_votes(self) -> IdeaQuerySet:
        """Those that can be voted on while the workshop is open."""
        return self.votable().filter(frozen=False)

    def submit(self, idea: Idea) -> bool:
        """Insert a new idea in one statement; return whether the workshop takes ideas now."""
        with connection.cursor() as cursor:
            cursor.execute(_SUBMIT, _describe_new(idea))
            return bool(cursor.rowcount)

    def submit_plainly(self, idea: Idea, *, lock: int) -> bool:
        """Do the same under a lock, if nobody at all is muted and no idea in the same words waits already.

        One way to PostgreSQL and back: call it outside a transaction.
        """
        with connection.cursor() as cursor:
            cursor.execute(_SUBMIT_PLAINLY, {**_describe_new(idea), "lock": lock})
            cursor.nextset()
            return bool(cursor.rowcount)

    def list_twins(self, idea: Idea) -> list[tuple[UUID, bytes]]:
        """Return key and author's tag of those that wait and say word for word the same as this new one."""
        with connection.cursor() as cursor:
            cursor.execute(_LIST_TWINS, vars(idea))
            return list(cursor.fetchall())

    def frozen(self) -> IdeaQuerySet:
        """Those of whose votes only the totals are left, since their key is lost."""
        return self.filter(frozen=True)


QuerySetManager = models.Manager.from_queryset(IdeaQuerySet)


class IdeaManager(QuerySetManager["Idea"]):
    """Loads ideas without what they are searched by, which no page shows."""

    def get_queryset(self) -> IdeaQuerySet:
        """Return all ideas."""
        return cast("IdeaQuerySet", super().get_queryset().defer("words"))


def _take_words(column: str) -> Func:
    """Return the expression for the words of a text without the signs beside them: see `parted_words.py`."""
    return Func(column, function="ideas_plain_words")


class Intent(models.TextChoices):
    """What an idea does with the draft."""

    BUILD = "build", _("Build on it")
    CHALLENGE = "challenge", _("Challenge it")
    REPLACE = "replace", _("Replace it")
    BLOCK = "block", _("Gets in the way")
    NEW = "new", _("New idea")


class Wording(models.Model):
    """What somebody fills in to write an idea."""

    theme = models.ForeignKey(
        Theme,
        verbose_name=_("theme"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="%(class)ss",
    )
    intent = models.CharField(_("intent"), max_length=12, choices=Intent.choices, default=Intent.NEW)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    body = models.TextField(_("text"), max_length=REPLACEMENT_LENGTH)

    class Meta:
        abstract = True


class Idea(Wording, Contribution):  # noqa: DJ008 - a Contribution is printed as its reference
    """An idea. Its author is a tag that nobody can turn back into a person."""

    Intent = Intent

    workshop = models.ForeignKey(
        Workshop, verbose_name=_("workshop"), on_delete=models.CASCADE, related_name="ideas"
    )
    # Where it comes from, if an organiser brought it in from a file: then nobody here wrote it.
    source = models.ForeignKey(
        IdeaSource, null=True, on_delete=models.CASCADE, related_name="ideas", editable=False, db_index=False
    )
    # Set by the release in which five people's votes are counted: from then on the text stays.
    settled = models.BooleanField(default=False, editable=False)
    # The key with which its votes were made is lost: they are kept as totals, and no more are taken.
    frozen = models.BooleanField(default=False, editable=False)
    # What the idea is searched by: its words, those of the title before those of the text.
    words = models.GeneratedField(
        expression=SearchVector(_take_words("title"), weight="A", config=TEXT_CONFIG)
        + SearchVector(_take_words("body"), weight="B", config=TEXT_CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = IdeaManager()

    class Meta(Contribution.Meta):
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        indexes = [
            *Contribution.Meta.indexes,
            # With its key, by which comments are counted without a look at wide rows.
            models.Index(fields=["workshop", "status", "-published_on"], include=["id"], name="idea_list"),
            models.Index(fields=["workshop"], condition=TO_RELEASE, name="idea_pending"),
            models.Index(fields=["workshop"], include=COUNTED_BY, condition=UNREAD, name="idea_unread"),
            models.Index(fields=["id"], condition=Q(frozen=True), name="idea_frozen"),
            models.Index(fields=["source"], condition=Q(source__isnull=False), name="idea_source"),
            models.Index(MD5("title"), condition=Q(waiting_since__isnull=False), name="idea_twins"),
            # Little may wait to be put into them (64 kB): a search reads all of that. What is not published
            # is found by nobody, so that sending an idea has nothing to do with them.
            GinIndex(fields=["words"], name="idea_words", gin_pending_list_limit=64, condition=PUBLISHED),
            # On the column itself: of an expression the planner would keep samples.
            GinIndex(
                fields=["title"],
                name="idea_title_parts",
                opclasses=["gin_trgm_ops"],
                gin_pending_list_limit=64,
                condition=PUBLISHED,
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the idea's public address; the workshop must be loaded."""
        return reverse("workshops:idea", args=[self.workshop.slug, self.ref])

    @property
    def thread(self) -> Idea:
        """The idea whose thread this belongs to: itself."""
        return self

    @property
    def excerpt(self) -> str:
        """The beginning of the text, for lists."""
        return Truncator(self.body).words(EXCERPT_WORDS)


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Named questions about revisions."""

    def put_back(self) -> RevisionQuerySet:
        """Those that say what the idea says already."""
        same = {name: F(f"idea__{name}") for name in ("intent", "title", "body")}
        return self.filter(Q(theme=F("idea__theme")) | Q(theme=None, idea__theme=None), **same)


class Revision(Wording):
    """The new wording of an idea that others see in its old one: it takes its place with the next release."""

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.CASCADE, related_name="revision")
    held = models.BooleanField(default=False, editable=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")

    def __str__(self) -> str:
        return "revision"


class ImportedIdea(models.Model):
    """The number that an imported idea had where it came from."""

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.CASCADE, related_name="imported")
    source_id = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.idea_id}"
