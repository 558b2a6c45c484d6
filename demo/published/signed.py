"""What organisations signed of the published demo, and case studies: invented, one in each state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from demo.accounts import DOMAIN
from demo.published.assessed import add_assessment
from demo.published.still_lifes import DRAW
from pledges.domain.judged import tell_judgements
from pledges.domain.judging import KIND, answer, ask_about
from pledges.domain.rounds import LENGTH, end_due_rounds
from pledges.models import (
    CaseStudy,
    CaseStudyContact,
    CaseStudyPicture,
    Pledge,
    PledgeAim,
    PledgeContact,
    Round,
)
from results.models import Edition, Foundation
from workshops.models import Membership, Workshop

Row = Mapping[str, Any]
# What people who work there said of the first pledge.
SAID = (*["changed"] * 31, *["reached"] * 8, *["not_yet"] * 6)


def add_signed(workshop: Workshop, edition: Edition, content: Mapping[str, Sequence[Row]]) -> None:
    """Store what organisations signed after this edition: pledges, and case studies with their pictures."""
    parts = list(edition.foundations.order_by("order"))
    for row in content["pledge"]:
        _add_pledge(workshop, parts, row)
    _let_be_judged(workshop)
    add_assessment(workshop)
    for row in content["study"]:
        _add_study(workshop, parts, row)


def _add_pledge(workshop: Workshop, parts: Sequence[Foundation], row: Row) -> None:
    today = timezone.localdate()
    sent_on = today - timedelta(days=row["sent"])
    pledge = Pledge(workshop=workshop, sentence=row["sentence"], sent_on=sent_on)
    pledge.name_organisation(row["organisation"])
    pledge.due_on = today + timedelta(days=row["due"])
    pledge.confirmed_on = None if row.get("waits") else sent_on
    pledge.save(force_insert=True)
    PledgeContact.objects.create(pledge=pledge, **_sign(row))
    for number, aim in enumerate(row["aim"], start=1):
        part = parts[aim["part"] - 1]
        said = {"foundation": part.slug, "title": part.title, "number": number}
        PledgeAim.objects.create(pledge=pledge, baseline=aim["baseline"], target=aim["target"], **said)


def _let_be_judged(workshop: Workshop) -> None:
    """Let members have said what came of the first pledge, and be asked about two of them now."""
    first, second = Pledge.objects.public().filter(workshop=workshop).order_by("normal_name", "pk")[:2]
    one = ask_about(workshop, [first], number=1, begins_on=timezone.localdate())
    judgement = one.judgements.get()
    members = Membership.objects.filter(workshop=workshop).participants().order_by("pk")
    for member, value in zip(members, SAID, strict=False):
        answer(actor=member, one=one, judgement=judgement, value=value)
    Round.objects.filter(pk=one.pk).update(begins_on=one.begins_on - LENGTH, ends_on=one.ends_on - LENGTH)
    end_due_rounds(KIND, tell_judgements)
    ask_about(workshop, [first, second], number=2, begins_on=timezone.localdate())


def _add_study(workshop: Workshop, parts: Sequence[Foundation], row: Row) -> None:
    day = timezone.localdate() - timedelta(days=row["sent"])
    study = CaseStudy.objects.create(
        workshop=workshop,
        status=CaseStudy.Status.PUBLISHED,
        title=row["title"],
        text=row["text"].strip(),
        organisation=row["organisation"],
        foundations=[parts[number - 1].slug for number in row["part"]],
        sent_on=day,
        published_on=day,
    )
    CaseStudyContact.objects.create(case_study=study, **_sign(row))
    drawn = DRAW[row["picture"]]()
    CaseStudyPicture.objects.create(case_study=study, number=1, words=row["words"], **vars(drawn))


def _sign(row: Row) -> dict[str, str]:
    name = str(row["name"])
    address = f"{name.lower().replace(' ', '.')}@{DOMAIN}"
    return {"name": name, "job": row["job"], "email": address}
