"""Answers and verdicts in releases of their own: many people's together, after publication too.

As for all that people send, only stricter: ten people (fifteen where organisations are not told apart) must
stand behind what waits, at any time. It is looked at once a minute and made at a drawn moment. What is told
of each statement is a number of people by the rule for such numbers. Boards and votes stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from secrets import SystemRandom
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Max
from django.utils import timezone

from anonymity.tags import Purpose
from anonymity.thresholds import CROWD
from ideas_platform.lib.locks import try_until_commit
from results.domain.answering import takes_answers, takes_verdicts
from results.domain.told_answers import tell_statements
from results.models import AnswerRelease, AuthorVerdict, DrawnAnswerMoment, Edition, StatementAnswer
from voting.count.matching import find_people, tag_rows
from voting.releases.crowd import load_crowd
from voting.releases.drawn_moments import FIRST_WINDOW, keep_in_bounds, round_at_random
from workshops.domain.keys import open_tagger
from workshops.domain.scramble import NAME as SCRAMBLE
from workshops.models import Workshop
from workshops.statistics.exact_counts import has_enough_members

# What too few people sent lapses so long after nothing is asked any more.
TIME_TO_LAPSE = timedelta(days=7)
_chance = SystemRandom()
_TAKE_ANSWERS = """
UPDATE results_statementanswer answer SET counted = taken.value, shown_text = taken.text
FROM unnest(%s::uuid[], %s::bytea[], %s::text[], %s::text[]) AS taken (statement_id, tag, value, text)
WHERE answer.statement_id = taken.statement_id AND answer.tag = taken.tag
"""
_TAKE_VERDICTS = """
UPDATE results_authorverdict verdict SET counted = taken.value
FROM unnest(%s::uuid[], %s::bytea[], %s::text[]) AS taken (statement_id, tag, value)
WHERE verdict.statement_id = taken.statement_id AND verdict.tag = taken.tag
"""


@dataclass(frozen=True, repr=False)
class WaitingAnswers:
    """Rows that are others than the last release took: statement, tag, value, and the text of answers."""

    answers: Sequence[tuple[UUID, bytes, str, str]]
    verdicts: Sequence[tuple[UUID, bytes, str]]

    @property
    def is_anything(self) -> bool:
        """Whether a release would change anything."""
        return bool(self.answers or self.verdicts)

    @property
    def statements(self) -> set[UUID]:
        """The statements that a release would count again."""
        return {row[0] for row in self.answers} | {row[0] for row in self.verdicts}


def find_workshops_with_answers() -> set[UUID]:
    """Return the workshops in which answers or verdicts wait, or a moment is drawn; by partial indexes."""
    named = "statement__edition__workshop"
    answers = StatementAnswer.objects.unreleased().values_list(named, flat=True)
    verdicts = AuthorVerdict.objects.unreleased().values_list(named, flat=True)
    return {*answers, *verdicts, *DrawnAnswerMoment.objects.values_list("pk", flat=True)}


def release_answers(workshop_id: UUID) -> AnswerRelease | None:
    """Make the release of answers of this workshop if its moment has come; return it, None for none.

    One run at a time, and never beside a release, the scramble or the end of the key. Raises KeyAway.
    """
    with transaction.atomic():
        if not (try_until_commit(SCRAMBLE, shared=True) and try_until_commit("release", workshop_id)):
            return None
        workshop = Workshop.objects.with_phase().get(pk=workshop_id)
        if workshop.is_shredded:
            return None
        waiting = load_waiting(workshop)
        people, needed = _count_people(workshop, waiting)
        if not _is_time(workshop, people, needed):
            return None
        _take(waiting)
        tell_statements(workshop, waiting.statements)
        DrawnAnswerMoment.objects.filter(pk=workshop.pk).delete()
        last = AnswerRelease.objects.filter(workshop=workshop).aggregate(last=Max("number"))["last"] or 0
        told = None if workshop.practice else round_at_random(people)
        return AnswerRelease.objects.create(workshop=workshop, number=last + 1, people=told)


def lapse_answers() -> int:
    """Put what waits back to what counts where nothing is asked any more since a week; return how many."""
    lapsed = 0
    for workshop_id in find_workshops_with_answers():
        with transaction.atomic():
            if not try_until_commit("release", workshop_id):
                continue
            ended = _list_ended(Workshop.objects.with_phase().get(pk=workshop_id))
            answers = StatementAnswer.objects.filter(statement__edition__in=ended["answers"])
            verdicts = AuthorVerdict.objects.filter(statement__edition__in=ended["verdicts"])
            lapsed += answers.unreleased().update(value=F("counted"), text=F("shown_text"))
            lapsed += verdicts.unreleased().update(value=F("counted"))
            _sweep()
    return lapsed


def load_waiting(workshop: Workshop) -> WaitingAnswers:
    """Return what waits in a workshop; two queries, by the partial indexes."""
    within = {"statement__edition__workshop": workshop.pk}
    answers = StatementAnswer.objects.unreleased().filter(**within)
    verdicts = AuthorVerdict.objects.unreleased().filter(**within)
    said = answers.values_list("statement", "tag", "value", "text")
    judged = verdicts.values_list("statement", "tag", "value")
    return WaitingAnswers(
        [(key, bytes(tag), value, text) for key, tag, value, text in said],
        [(key, bytes(tag), value) for key, tag, value in judged],
    )


def _count_people(workshop: Workshop, waiting: WaitingAnswers) -> tuple[int, int]:
    """Return how many people who count stand behind what waits, and how many must.

    What is taken back makes nobody stand behind it.
    """
    if not waiting.is_anything:
        return 0, 1
    if workshop.practice:
        return 1, 1
    if not has_enough_members(workshop):
        return 0, 1
    crowd = load_crowd(workshop)
    answers = [(key, tag) for key, tag, value, _text in waiting.answers if value]
    verdicts = [(key, tag) for key, tag, value in waiting.verdicts if value]
    behind = find_people(
        [
            tag_rows(open_tagger(workshop, Purpose.STATEMENT), answers, crowd.vote_subjects),
            tag_rows(open_tagger(workshop, Purpose.VERDICT), verdicts, crowd.text_subjects),
        ]
    ).tolist()
    return crowd.count(behind, crowd.needed), crowd.needed


def _is_time(workshop: Workshop, people: int, needed: int) -> bool:
    """Return whether the release is to be made now; draws the moment of one that is due."""
    if people < needed:
        DrawnAnswerMoment.objects.filter(pk=workshop.pk).delete()
        return False
    if workshop.practice or people >= CROWD * needed:
        return True
    moment = workshop.time_asked + _chance.random() * _find_window(workshop)
    drawn, _is_new = DrawnAnswerMoment.objects.get_or_create(pk=workshop.pk, defaults={"moment": moment})
    return drawn.moment <= workshop.time_asked


def _find_window(workshop: Workshop) -> timedelta:
    """Return how long those who wait took to come together: since the last release, in its bounds."""
    last = AnswerRelease.objects.filter(workshop=workshop).order_by("-number").first()
    usual = workshop.time_asked - last.released_at if last else FIRST_WINDOW
    return keep_in_bounds(workshop, usual)


def _take(waiting: WaitingAnswers) -> None:
    """Let what waits count as it was loaded; what was changed meanwhile waits for the next release."""
    with connection.cursor() as cursor:
        for command, rows in ((_TAKE_ANSWERS, waiting.answers), (_TAKE_VERDICTS, waiting.verdicts)):
            if rows:
                cursor.execute(command, [list(column) for column in zip(*rows, strict=True)])
    _sweep()


def _sweep() -> None:
    for model in (StatementAnswer, AuthorVerdict):
        model._default_manager.filter(value="", counted="").delete()


def _list_ended(workshop: Workshop) -> dict[str, list[UUID]]:
    """Return the editions about which nothing is asked since a week, for answers and for verdicts."""
    ended: dict[str, list[UUID]] = {"answers": [], "verdicts": []}
    editions = list(Edition.objects.filter(workshop=workshop.pk).released().order_by("number"))
    week_ago = timezone.localdate(workshop.time_asked) - TIME_TO_LAPSE
    for edition, following in zip(editions, [*editions[1:], None], strict=True):
        edition.workshop = workshop
        since = following.released_on if following else edition.answers_until
        if since is None or since > week_ago:
            continue
        ended["answers"] += [] if takes_answers(edition) else [edition.pk]
        ended["verdicts"] += [] if takes_verdicts(edition) else [edition.pk]
    return ended
