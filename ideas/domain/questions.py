"""Questions of the design group to the unknown author of a text: what its author sees, and what ends them.

Whether an answer is there shows to the group in a release and at no other moment. So nothing that the group
or anybody else can see depends on an answer that waits, or on whether a question was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q
from django.utils import timezone

from ideas.models import Answer, Comment, Idea, Question, Report
from workshops.models import Release, Workshop
from workshops.phases import Deed

TIME_TO_ANSWER = timedelta(days=7)


@dataclass(frozen=True)
class Asked:
    """A question as the author of the text sees it: with the answer, and until when there can be one.

    covered: the words that are covered where none comes. days_left: whole days after today; None where no
    answer is taken any more.
    """

    question: Question
    answer: Answer | None
    covered: Sequence[str]
    last_day: date
    days_left: int | None

    @property
    def is_new(self) -> bool:
        """Whether an answer can be written, and none has been."""
        return self.days_left is not None and self.answer is None


@dataclass(frozen=True)
class Seen:
    """A question as the design group sees it: with the answer once that is released, None before."""

    question: Question
    answer: Answer | None


def list_asked(workshop: Workshop, items: Iterable[Idea | Comment]) -> dict[UUID, list[Asked]]:
    """Return what the group asks about these texts of one member, by text; one query, none for no texts.

    For their author alone: with answers that nobody else may know of.
    """
    keys = [item.pk for item in items if is_asked_about(item)]
    asked: defaultdict[UUID, list[Asked]] = defaultdict(list)
    for question in read_questions(keys):
        asked[question.idea_id or question.comment_id].append(describe_asked(workshop, question))  # type: ignore[index]
    return dict(asked)


def describe_asked(workshop: Workshop, question: Question) -> Asked:
    """Return a question as the author of the text sees it."""
    return Asked(
        question,
        find_answer(question),
        [] if question.ended else question.list_covered(),
        find_last_day(workshop, question),
        count_days_left(workshop, question),
    )


def is_asked_about(item: Idea | Comment) -> bool:
    """Return whether a text takes questions: the group reads it, and its author leaves it there."""
    return item.status not in item.NOT_FOR_STAFF and not item.withdrawal_pending


def list_seen_by_group(item: Idea | Comment) -> list[Seen]:
    """Return the questions about a text as the design group sees them; no query where it came with them."""
    questions = sorted(item.questions.all(), key=lambda question: (question.asked_on, question.pk))
    return [_show(question, find_answer(question)) for question in questions]


def with_questions() -> Prefetch[str]:
    """Return what lets texts come with their questions and answers: one more query for all of them."""
    return Prefetch("questions", Question.objects.select_related("answer"))


def read_questions(keys: Collection[UUID]) -> Sequence[Question]:
    """Return the questions about these texts, the oldest first, with their answers; no query for none."""
    if not keys:
        return []
    questions = Question.objects.filter(Q(idea__in=keys) | Q(comment__in=keys))
    return list(questions.select_related("answer", "idea", "comment").order_by("asked_on", "pk"))


def find_answer(question: Question) -> Answer | None:
    """Return the answer to a question, None where there is none."""
    return getattr(question, "answer", None)


def find_last_day(workshop: Workshop, question: Question) -> date:
    """Return the last day on which it can be answered; a pause lets the days begin anew."""
    begin = question.asked_on
    if workshop.resumed_at is not None:
        begin = max(begin, timezone.localdate(workshop.resumed_at))
    return begin + TIME_TO_ANSWER


def takes_answer(workshop: Workshop, question: Question) -> bool:
    """Return whether its author can answer it now; the workshop must come from `with_phase()`."""
    return count_days_left(workshop, question) is not None


def count_days_left(workshop: Workshop, question: Question) -> int | None:
    """Return how many days after today are left to answer, None where no answer is taken."""
    if question.ended or not workshop.allows(Deed.COMMENT):
        return None
    left = (find_last_day(workshop, question) - timezone.localdate(workshop.time_asked)).days
    return left if left >= 0 else None


def is_over(workshop: Workshop, question: Question) -> bool:
    """Return whether what was chosen for no answer happens now.

    The days are over, and a release has come since: an answer would have been in it. Before that nobody may
    know whether there is one. In practice all shows at once.
    """
    last = find_last_day(workshop, question)
    if timezone.localdate(workshop.time_asked) <= last:
        return False
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    since = Release.objects.filter(workshop=workshop, released_at__gte=end)
    return workshop.practice or since.exists()


def count_open(workshops: Iterable[UUID]) -> Mapping[UUID, int]:
    """Return for each of these workshops how many questions wait for their authors; one query."""
    counted: defaultdict[UUID, int] = defaultdict(int)
    open_ones = Question.objects.open().filter(workshop__in=list(workshops))
    for workshop in open_ones.values_list("workshop", flat=True):
        counted[workshop] += 1
    return counted


def list_waiting_for_authors(keys: Collection[UUID]) -> set[UUID]:
    """Return about which of these texts a question waits, as far as the group knows; one query."""
    open_ones = Question.objects.open().filter(Q(idea__in=keys) | Q(comment__in=keys))
    return {idea or comment for idea, comment in open_ones.values_list("idea", "comment")}


def end_questions(items: Collection[UUID], end: Question.End) -> None:
    """End the questions that are open about these texts."""
    if items:
        Question.objects.open().filter(Q(idea__in=items) | Q(comment__in=items)).update(ended=end)


def end_for_danger(reports: Iterable[Report]) -> None:
    """Let nobody wait for an author where somebody reports that people may be at risk."""
    end_questions([one.item for one in reports if one.reason == Report.Reason.SAFETY], Question.End.DANGER)


def forget_questions(items: Collection[UUID]) -> None:
    """Delete what was asked and answered about texts that their authors have taken back."""
    if items:
        Question.objects.filter(Q(idea__in=items) | Q(comment__in=items)).delete()


def _show(question: Question, answer: Answer | None) -> Seen:
    return Seen(question, answer if answer is not None and answer.released_on else None)
