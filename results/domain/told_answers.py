"""What is told of answers and verdicts: of each statement shares of people, never exact, never all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from anonymity.tags import Blocks, Purpose, Tagger, as_blocks
from results.models import AuthorVerdict, Edition, StatementAnswer, StatementTotal
from voting.count.matching import match_members, tag_rows
from voting.releases.who_took_part import tell_apart
from workshops.domain.keys import open_key
from workshops.models import Membership, Workshop
from workshops.statistics.answers import WHOLE, Answered, tell_answers, tell_share
from workshops.statistics.cell_keys import CellKeys
from workshops.statistics.suppression import Draw

Asked = StatementTotal.Asked


@dataclass(frozen=True)
class Share:
    """How many of those who answered chose one answer: in per cent, 0 for under 10 and 100 for over 90."""

    value: str
    label: str
    percent: int

    @property
    def words(self) -> str:
        """Return the share as it is told."""
        if self.percent == 0:
            return _("under 10%")
        return _("over 90%") if self.percent == WHOLE else _("about %(n)d%%") % {"n": self.percent}


@dataclass(frozen=True)
class Told:
    """What is told of one statement: about how many people answered, and the share of each answer."""

    people: int
    shares: Sequence[Share]


def read_told(edition: Edition, asked: str) -> dict[UUID, Told]:
    """Return what is told of each statement of an edition, as of the last release; one query.

    Statements to which too few people answered are not in it.
    """
    labels = dict((StatementAnswer if asked == Asked.CONSULTATION else AuthorVerdict).Value.choices)
    totals = StatementTotal.objects.filter(statement__edition=edition, asked=asked)
    return {total.statement_id: Told(total.people, _list_shares(total, labels)) for total in totals}


def _list_shares(total: StatementTotal, labels: Mapping[str, object]) -> list[Share]:
    """Return the share of each answer: of all told numbers, so that they add up to the whole."""
    whole = sum(total.told.values()) or total.people
    return [
        Share(value, str(label), tell_share(total.told.get(value, 0), whole))
        for value, label in labels.items()
    ]


def tell_statements(workshop: Workshop, statements: Collection[UUID]) -> None:
    """Store what may be told of these statements now, in a release. Raises KeyAway.

    Nothing new is told of a statement to which few further people have answered since.
    """
    teller = _Teller(workshop)
    answers = StatementAnswer.objects.filter(statement__in=statements).exclude(counted="")
    verdicts = AuthorVerdict.objects.filter(statement__in=statements).exclude(counted="")
    for asked, model, rows in (
        (Asked.CONSULTATION, StatementAnswer, answers),
        (Asked.VERDICT, AuthorVerdict, verdicts),
    ):
        below: dict[UUID, list[tuple[bytes, str]]] = {}
        for key, tag, value in rows.values_list("statement", "tag", "counted"):
            below.setdefault(key, []).append((bytes(tag), value))
        for statement, given in below.items():
            teller.store(statement, asked, given, model.Value.values)


class _Teller:
    """The members of a workshop with what is drawn for groups of them, for one release."""

    def __init__(self, workshop: Workshop) -> None:
        members = (
            Membership.objects.filter(workshop=workshop).exclude(vote_subject=None).exclude(text_subject=None)
        )
        rows = list(members.values_list("vote_subject", "text_subject"))
        self._votes = as_blocks([bytes(vote or b"") for vote, _text in rows])
        self._texts = as_blocks([bytes(text or b"") for _vote, text in rows])
        key = open_key(workshop)
        self._taggers: dict[str, tuple[Tagger, Blocks]] = {
            Asked.CONSULTATION: (key.tagger(Purpose.STATEMENT), self._votes),
            Asked.VERDICT: (key.tagger(Purpose.VERDICT), self._texts),
        }
        self._draw: Callable[[NDArray[np.bool_]], Draw] = CellKeys(key, self._votes).draw
        self._count_apart = tell_apart(workshop, self._votes)

    def store(
        self, statement: UUID, asked: str, given: Sequence[tuple[bytes, str]], names: Collection[str]
    ) -> None:
        """Store what may be told of what was given to one statement."""
        tagger, subjects = self._taggers[asked]
        members = match_members(tag_rows(tagger, [(statement, tag) for tag, _value in given], subjects))
        answered = Answered(
            [value for _tag, value in given], members, len(subjects), self._draw, self._count_apart
        )
        last = StatementTotal.objects.filter(statement=statement, asked=asked).first()
        told = tell_answers(answered, names, told_before=last.people if last else None)
        if told is not None:
            StatementTotal.objects.update_or_create(
                statement_id=statement, asked=asked, defaults={"people": told.people, "told": told.numbers}
            )
