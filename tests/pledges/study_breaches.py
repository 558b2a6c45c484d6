"""What the tables of case studies refuse, by the name of the constraint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pledges.models import CaseStudyContact, CaseStudyDecision, CaseStudyPicture
from tests.pledges.studies import make_study
from workshops.models import Workshop

Breach = Callable[[Workshop], object]


def add_picture(number: int, **said: object) -> Breach:
    usual = {"words": "x", "width": 1, "height": 1, "content": b"x"}
    return lambda w: CaseStudyPicture.objects.create(
        case_study=make_study(w), number=number, **{**usual, **said}
    )


def name_nobody(workshop: Workshop) -> None:
    CaseStudyContact.objects.filter(case_study=make_study(workshop)).update(job="")


def decide(deed: str) -> Breach:
    day = date(2026, 1, 1)
    return lambda w: CaseStudyDecision.objects.create(case_study=make_study(w), deed=deed, decided_on=day)


STUDY_BREACHES: dict[str, Breach] = {
    "case_study_status_known": lambda w: make_study(w, "fine"),
    "case_study_has_words": lambda w: make_study(w, text=""),
    "case_study_published_on_a_day": lambda w: make_study(w, published_on=None),
    "case_study_contact_is_named": name_nobody,
    "case_study_picture_once": add_picture(1),
    "case_study_picture_has_file_and_words": add_picture(2, words=""),
    "case_study_decision_known": decide("praise"),
    "case_study_decision_says_why": decide("refuse"),
}
