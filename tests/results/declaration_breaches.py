"""What the tables of the Declaration refuse, by the name of the constraint."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from typing import Any

from moderation.models import Code
from results.models import (
    AnswerRelease,
    Audience,
    AuthorVerdict,
    CodedItem,
    CoveredWords,
    Edition,
    Evidence,
    Foundation,
    FoundationPicture,
    Lineage,
    NotUsed,
    PublishedFile,
    Statement,
    StatementAnswer,
    StatementStatus,
    StatementTotal,
)
from tests.cast import make_comment, make_idea
from tests.moderation.other_voices import make_passage, make_voice
from workshops.models import Workshop

Breach = Callable[[Workshop], object]
TODAY = date(2026, 1, 1)


def _twice(make: Callable[[], object]) -> None:
    make()
    make()


def _edition(workshop: Workshop, **fields: Any) -> Edition:
    usual = {"number": 1, "title": "x", "foundation_word": "x", "foundations_word": "x"}
    return Edition.objects.create(workshop=workshop, **{**usual, **fields})


def _statement(workshop: Workshop, **fields: Any) -> Statement:
    edition = Edition.objects.filter(workshop=workshop).first() or _edition(workshop)
    home, _is_new = Foundation.objects.get_or_create(edition=edition, slug="x", order=1, title="x")
    usual = {"edition": edition, "foundation": home, "order": 1, "text": "x"}
    return Statement.objects.create(**{**usual, **fields})


def _source(workshop: Workshop, kind: str) -> dict[str, object]:
    if kind == "code":
        return {"code": Code.objects.create(workshop=workshop, name=secrets.token_hex(4))}
    if kind == "passage":
        return {"passage": make_passage(make_voice(workshop))}
    idea = make_idea(workshop)
    return {"idea": idea} if kind == "idea" else {"comment": make_comment(idea)}


def _edited(**fields: Any) -> Breach:
    return lambda w: _edition(w, **fields)


def _evidence(**fields: Any) -> Breach:
    usual = {"kind": "judgement", "reference": "x"}
    return lambda w: Evidence.objects.create(statement=_statement(w), **{**usual, **fields})


def _evidence_twice(kind: str) -> Breach:
    def breach(workshop: Workshop) -> None:
        source, statement = _source(workshop, kind), _statement(workshop)
        named = {"code": "code", "passage": "voice"}.get(kind, "item")
        _twice(lambda: Evidence.objects.create(statement=statement, kind=named, stream="staff", **source))

    return breach


def _not_used_twice(kind: str) -> Breach:
    def breach(workshop: Workshop) -> None:
        source, edition = _source(workshop, kind), _edition(workshop)
        _twice(lambda: NotUsed.objects.create(edition=edition, reason="x", **source))

    return breach


def _coded_twice(kind: str) -> Breach:
    def breach(workshop: Workshop) -> None:
        source, edition = {**_source(workshop, kind), **_source(workshop, "code")}, _edition(workshop)
        _twice(lambda: CodedItem.objects.create(edition=edition, **source))

    return breach


def _lineage(*, same: bool = False, times: int = 1, **fields: Any) -> Breach:
    def breach(workshop: Workshop) -> None:
        statement = _statement(workshop)
        ends = {"previous": statement} if same else {}
        for _one in range(times):
            Lineage.objects.create(edition=statement.edition, statement=statement, **ends, **fields)

    return breach


def _status(times: int = 1, **fields: Any) -> Breach:
    def breach(workshop: Workshop) -> None:
        statement = _statement(workshop)
        for _one in range(times):
            StatementStatus.objects.create(statement=statement, since=TODAY, **fields)

    return breach


def _answer(**fields: Any) -> Breach:
    return lambda w: StatementAnswer.objects.create(
        **{"statement": _statement(w), "tag": b"x" * 16, "value": "keep", **fields}
    )


def _verdict(**fields: Any) -> Breach:
    return lambda w: AuthorVerdict.objects.create(
        **{"statement": _statement(w), "tag": b"x" * 16, "value": "keeps", **fields}
    )


def _total(times: int = 1, people: int = 10) -> Breach:
    def breach(workshop: Workshop) -> None:
        statement = _statement(workshop)
        for _one in range(times):
            StatementTotal.objects.create(statement=statement, asked="verdict", people=people)

    return breach


def _answers_released(times: int = 1, people: int = 10) -> Breach:
    return lambda w: [
        AnswerRelease.objects.create(workshop=w, number=1, people=people) for _one in range(times)
    ]


def _file(times: int = 1, **fields: Any) -> Breach:
    def breach(workshop: Workshop) -> None:
        usual = {"kind": "poster", "made_from": "1.1", "sha256": "0" * 64, "size": 1, "made_on": TODAY}
        edition = _edition(workshop)
        for _time in range(times):
            PublishedFile.objects.create(edition=edition, **{**usual, **fields})

    return breach


DECLARATION_BREACHES: dict[str, Breach] = {
    "edition_numbered_once": lambda w: [_edition(w, kind="final", released_on=TODAY), _edition(w)],
    "edition_in_work_once": lambda w: [_edition(w, number=number) for number in (1, 2)],
    "edition_kind_known": _edited(kind="last"),
    "edition_draft_is_not_released": _edited(released_on=TODAY),
    "edition_answers_only_in_consultation": _edited(answers_until=TODAY),
    "foundation_address_once": lambda w: [
        _statement(w),
        Foundation.objects.create(edition=Edition.objects.get(), slug="x", order=2, title="y"),
    ],
    "foundation_picture_has_file_and_words": lambda w: FoundationPicture.objects.create(
        foundation=_statement(w).foundation, words="", width=1, height=1, content=b"x"
    ),
    "foundation_address_is_free": lambda w: Foundation.objects.create(
        edition=_edition(w), slug="changes", order=1, title="x"
    ),
    "audience_address_once": lambda w: _twice(
        lambda: Audience.objects.create(workshop=w, slug="x", name="x", order=1)
    ),
    "lineage_joins_what_it_says": _lineage(deed="kept"),
    "lineage_of_two_statements": _lineage(same=True, deed="kept"),
    "lineage_said_once": _lineage(times=2, deed="new"),
    "statement_address_once": lambda w: [_statement(w, ref="same") for _one in range(2)],
    "statement_has_words": lambda w: _statement(w, text=""),
    "evidence_is_what_it_says": _evidence(reference=""),
    "evidence_only_quotes_have_a_place": _evidence(start=1),
    "evidence_stance_known": _evidence(stance="x"),
    "evidence_stream_known": _evidence(stream="staff"),
    "evidence_code_once": _evidence_twice("code"),
    "evidence_idea_once": _evidence_twice("idea"),
    "evidence_comment_once": _evidence_twice("comment"),
    "evidence_passage_once": _evidence_twice("passage"),
    "not_used_is_one_thing": lambda w: NotUsed.objects.create(edition=_edition(w), reason="x"),
    "not_used_has_a_reason": lambda w: NotUsed.objects.create(
        edition=_edition(w), reason="", **_source(w, "idea")
    ),
    "not_used_code_once": _not_used_twice("code"),
    "not_used_idea_once": _not_used_twice("idea"),
    "not_used_comment_once": _not_used_twice("comment"),
    "not_used_passage_once": _not_used_twice("passage"),
    "coded_item_is_one": lambda w: CodedItem.objects.create(edition=_edition(w), **_source(w, "code")),
    "coded_item_idea_once": _coded_twice("idea"),
    "coded_item_comment_once": _coded_twice("comment"),
    "coded_item_passage_once": _coded_twice("passage"),
    "statement_status_known": _status(state="x"),
    "statement_status_stopped_says_why": _status(state="stopped"),
    "statement_status_once": _status(times=2, state="done"),
    "statement_answer_tag_length": _answer(tag=b"x"),
    "statement_answer_value_known": _answer(value="x"),
    "statement_answer_counted_known": _answer(counted="x"),
    "statement_answer_text_has_a_value": _answer(value="", text="x"),
    "statement_answer_text_length": _answer(text="x" * 1_001),
    "author_verdict_tag_length": _verdict(tag=b"x"),
    "author_verdict_value_known": _verdict(value="x"),
    "author_verdict_counted_known": _verdict(counted="x"),
    "statement_total_once": _total(times=2),
    "statement_total_rounded": _total(people=11),
    "covered_words_reason_known": lambda w: CoveredWords.objects.create(statement=_statement(w), reason="x"),
    "answer_release_number_once": _answers_released(times=2),
    "answer_release_people_rounded": _answers_released(people=11),
    "published_file_once": _file(times=2),
    "published_file_kind_known": _file(kind="film"),
    "published_file_has_a_check_sum": _file(sha256="x"),
}
