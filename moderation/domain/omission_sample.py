"""The honest end: a random sample of all that was published is read once more for what the result lacks.

What is drawn is fixed before anybody reads it, and stays: no sample takes the place of another. What was
not read, or cannot be read any more, counts as if it held a point that is missing.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Now, TruncDate
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ideas.domain.holding import is_held
from ideas.models import Comment, Contribution, Idea
from ideas_platform.lib.refusals import Refusal, Unprocessable, WrongPhase
from moderation.analysis.omission import bound_share, round_up
from moderation.domain.coding import DIGITS
from moderation.domain.decisions import lock_item
from moderation.domain.nobody_decides_about_own import Item, require_right
from moderation.domain.texts import read_title
from moderation.models import OmissionSample, SampleClaim, SampledText
from moderation.models.omission_samples import SEED_DIGITS
from workshops.models import Membership, Workshop
from workshops.phases import Deed

# So many texts are read at least, or all where there are fewer; and so many at most.
FEWEST, MOST = 30, 1_000
MOST_SAMPLES = 20
NOT_NOW = _("Nothing can be drawn or read at the moment: the workshop is not open.")
WRONG_SIZE = _("Choose a number from %(fewest)d to %(most)d.")
NOTHING_PUBLISHED = _("Nothing is published yet, so there is nothing to draw from.")
TOO_MANY_SAMPLES = _("There are twenty samples already.")
NO_POINT = _("Say which point is missing.")
SHOWS_SOMEBODY = _("This could show who somebody is. Say the point in your own words.")
SHOWN = Q(idea__status=Contribution.Status.PUBLISHED) | Q(
    comment__status=Contribution.Status.PUBLISHED, comment__idea__status=Contribution.Status.PUBLISHED
)
Answer = SampledText.Answer


class DrawnSince(Refusal):
    """Somebody has drawn a sample since the page was opened (409)."""

    status = 409
    message = _("Somebody has drawn a sample since you opened the page. Look at it first.")


class ReadSince(Refusal):
    """The words or the answer are not as they were seen (409)."""

    status = 409
    message = _("This has changed since you opened it. Look at it again.")


class ReadByOther(Refusal):
    """Somebody else has read it, and only they can change their answer (409)."""

    status = 409
    message = _("Somebody else has read this one meanwhile. Their answer stays.")


class NotShown(Refusal):
    """It is not published any more (409)."""

    status = 409
    message = _("This is not shown any more, so nobody reads it.")


@dataclass(frozen=True)
class NewAnswer:
    """What a reader says about a text, which point is missing, and what of the text they saw."""

    answer: str
    point: str = ""
    seen: str = ""


@dataclass(frozen=True)
class SampleResult:
    """What the readers of a sample found: numbers of texts.

    `left`: not read yet. `gone`: taken back or hidden before anybody had read them, or deleted.
    `softened`: read as lacking a point first, or as unclear, and as standing in the result then.
    """

    sample: OmissionSample
    stands: int
    missing: int
    unclear: int
    left: int
    softened: int

    @property
    def gone(self) -> int:
        """Return how many cannot be read any more, and were not."""
        return self.sample.size - self.stands - self.missing - self.unclear - self.left

    @property
    def read(self) -> int:
        """Return how many were read."""
        return self.stands + self.missing + self.unclear

    @property
    def counted(self) -> int:
        """Return how many count as holding a point that the result lacks: all but those read as standing."""
        return self.sample.size - self.stands

    @property
    def share(self) -> float:
        """Return at most what share of what was published then holds such a point, with 95 % confidence.

        The exact one-sided binomial bound (Clopper and Pearson, 1934), which is a little larger than need be
        where the sample is a large part of all; the share itself where all was drawn.
        """
        if self.sample.size == self.sample.published:
            return self.counted / self.sample.size
        return bound_share(self.counted, self.sample.size)

    @property
    def at_most(self) -> float:
        """Return the same as per cent with one decimal, never rounded down."""
        return round_up(self.share)


def list_results(workshop: Workshop) -> list[SampleResult]:
    """Return what was found in each sample of a workshop, the first one first; one query.

    Whoever tells one of them tells all: nobody chooses the sample that pleases.
    """
    samples = OmissionSample.objects.filter(workshop=workshop.pk).order_by("number")
    numbers = {name: Count("texts", filter=Q(texts__answer=name)) for name in Answer.values}
    shown = Q(texts__idea__status=Contribution.Status.PUBLISHED) | Q(
        texts__comment__status=Contribution.Status.PUBLISHED,
        texts__comment__idea__status=Contribution.Status.PUBLISHED,
    )
    counted = samples.annotate(
        **numbers,
        left=Count("texts", filter=Q(texts__answer="") & shown),
        soft=Count("texts", filter=Q(texts__softened=True)),
    )
    return [_describe(sample) for sample in counted]


def _describe(sample: OmissionSample) -> SampleResult:
    found = {name: sample.__dict__[name] for name in (*Answer.values, "left")}
    return SampleResult(sample, softened=sample.__dict__["soft"], **found)


def count_published(workshop: Workshop) -> int:
    """Return from how many ideas and comments a sample would be drawn now; two queries."""
    return sum(items.count() for items in _list_published(workshop))


def draw_sample(*, actor: Membership, size: int, seen: int) -> OmissionSample:
    """Draw so many of all published ideas and comments by lot, and return the sample, which stays.

    `seen`: how many samples there were when that was decided. Raises WrongPhase, DrawnSince where there are
    more, Unprocessable for another size than FEWEST to MOST texts (or all, where there are fewer).
    """
    with transaction.atomic():
        workshop = Workshop.objects.with_phase().select_for_update(no_key=True).get(pk=actor.workshop_id)
        if not workshop.allows(Deed.MODERATE):
            raise WrongPhase(str(NOT_NOW))
        last = workshop.omission_samples.aggregate(last=Max("number"))["last"] or 0
        if last != seen:
            raise DrawnSince
        if last >= MOST_SAMPLES:
            raise Unprocessable(TOO_MANY_SAMPLES)
        published = dict(_read_published(workshop))
        require_size(size, len(published))
        seed = secrets.token_hex(SEED_DIGITS // 2)
        sample = OmissionSample(
            workshop=workshop, number=last + 1, size=size, published=len(published), seed=seed, drawn_by=actor
        )
        sample.save(force_insert=True)
        refs = sorted(published, key=lambda ref: find_lot(seed, ref))[:size]
        SampledText.objects.bulk_create(SampledText(sample=sample, **published[ref]) for ref in refs)
        return sample


def require_size(size: int, published: int) -> None:
    """Raise Unprocessable where a sample of this size cannot be drawn from so many texts."""
    if not published:
        raise Unprocessable(NOTHING_PUBLISHED)
    fewest, most = find_sizes(published)
    if not fewest <= size <= most:
        raise Unprocessable(WRONG_SIZE % {"fewest": fewest, "most": most})


def find_sizes(published: int) -> tuple[int, int]:
    """Return how few and how many texts can be drawn from so many."""
    return min(FEWEST, published), min(MOST, published)


def find_lot(seed: str, ref: str) -> bytes:
    """Return the lot of a text: those with the smallest are the sample, whoever works it out."""
    return hashlib.sha256(f"{seed} {ref}".encode()).digest()


def find_text(workshop: Workshop, key: UUID) -> SampledText | None:
    """Return a sampled text of this workshop with what it is about, None where there is none; one query."""
    return list_texts(workshop).filter(pk=key).first()


def list_texts(workshop: Workshop) -> QuerySet[SampledText]:
    """Return all sampled texts of a workshop with what they are about."""
    texts = SampledText.objects.filter(sample__workshop=workshop.pk)
    return texts.select_related("sample", "idea__workshop", "idea__theme", "comment__idea__workshop")


def list_missing(workshop: Workshop) -> QuerySet[SampledText]:
    """Return the texts that hold a point that the result lacks, in an order that means nothing."""
    return list_texts(workshop).filter(answer=Answer.MISSING).order_by("sample__number", "pk")


def write_seen_text(text: SampledText) -> str:
    """Return in signs that fit into a form what there is to see: the words, and what was answered."""
    item = text.item
    facts = [read_title(item), item.body, text.answer, text.point, str(text.read_by_id)]
    return salted_hmac("moderation.sample", repr(facts)).hexdigest()[:DIGITS]


def answer_text(*, actor: Membership, text: SampledText, new: NewAnswer) -> SampledText:
    """Keep what the actor found in a sampled text, in the place of what they had said before; return it.

    Raises PermissionDenied for one's own text, WrongPhase, NotShown, ReadSince where it is not as it was
    seen, ReadByOther where somebody else has answered, Unprocessable where a point is missing and not said
    or shows somebody, KeyAway.
    """
    _require_point(new)
    with transaction.atomic():
        item = _take_up(actor, text.item)
        fresh = SampledText.objects.select_for_update().get(pk=text.pk)
        fresh.idea, fresh.comment = (item, None) if isinstance(item, Idea) else (None, item)
        if fresh.answer and fresh.read_by_id != actor.pk:
            raise ReadByOther
        if new.seen != write_seen_text(fresh):
            raise ReadSince
        lacked = fresh.answer in {Answer.MISSING, Answer.UNCLEAR} or fresh.softened
        fresh.softened = lacked and new.answer == Answer.STANDS
        fresh.answer = new.answer
        fresh.point = new.point if new.answer == Answer.MISSING else ""
        fresh.read_by, fresh.read_on = actor, TruncDate(Now())
        fresh.save()
        SampleClaim.objects.filter(Q(claimed_by=actor) | Q(text=fresh)).delete()
        return fresh


def _require_point(new: NewAnswer) -> None:
    if new.answer not in Answer.values:
        raise Unprocessable
    if new.answer == Answer.MISSING and not new.point:
        raise Unprocessable(NO_POINT)
    if is_held(new.point):
        raise Unprocessable(SHOWS_SOMEBODY)


def _take_up(actor: Membership, item: Item) -> Item:
    item = lock_item(item)
    require_right(actor, item)
    if not item.thread.workshop.allows(Deed.MODERATE):
        raise WrongPhase(str(NOT_NOW))
    if not is_shown(item):
        raise NotShown
    return item


def is_shown(item: Item) -> bool:
    """Return whether everybody can read it: a comment stands under an idea."""
    return item.status == item.thread.status == Contribution.Status.PUBLISHED


def _list_published(workshop: Workshop) -> tuple[QuerySet[Idea], QuerySet[Comment]]:
    ideas = Idea.objects.published().filter(workshop=workshop.pk)
    comments = Comment.objects.published().filter(idea__status=Contribution.Status.PUBLISHED)
    return ideas, comments.filter(idea__workshop=workshop.pk)


def _read_published(workshop: Workshop) -> Iterator[tuple[str, dict[str, UUID]]]:
    """Yield the reference of each published idea and comment, with the field and key that name it."""
    ideas, comments = _list_published(workshop)
    for ref, key in ideas.values_list("ref", "pk"):
        yield ref, {"idea_id": key}
    for ref, key in comments.values_list("ref", "pk"):
        yield ref, {"comment_id": key}
