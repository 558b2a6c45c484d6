"""Case studies: sent in, confirmed by who signs, decided on the desk, changed by a link, taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ideas_platform.lib.refusals import Settled
from pledges.domain.letters import write_to_signer
from pledges.domain.links import DAYS_TO_CONFIRM, LinkFor, check_link, read_ref, sign_link
from pledges.domain.pledges import Signer
from pledges.domain.who_decides import require_editor
from pledges.models import CaseStudy, CaseStudyContact, CaseStudyDecision, CaseStudyPicture
from pledges.models.pledges import random_link_key
from results.domain.pictures import DrawnPicture
from results.models import Evidence, Statement
from workshops.domain.letters import absolute
from workshops.models import Membership, Workshop

Status, Deed = CaseStudy.Status, CaseStudyDecision.Deed
# What each decision makes of a case study, and in which states it can be taken.
BECOMES: Mapping[str, str] = {
    Deed.PUBLISH: Status.PUBLISHED,
    Deed.ASK: Status.ASKED,
    Deed.REFUSE: Status.REFUSED,
    Deed.TAKE_DOWN: Status.TAKEN_DOWN,
}
POSSIBLE: Mapping[str, frozenset[str]] = {
    Deed.PUBLISH: frozenset({Status.IN_REVIEW, Status.ASKED, Status.REFUSED, Status.TAKEN_DOWN}),
    Deed.ASK: frozenset({Status.IN_REVIEW, Status.ASKED}),
    Deed.REFUSE: frozenset({Status.IN_REVIEW, Status.ASKED}),
    Deed.TAKE_DOWN: frozenset({Status.PUBLISHED}),
}
TOLD = frozenset({Deed.ASK, Deed.REFUSE, Deed.TAKE_DOWN})


@dataclass(frozen=True)
class Story:
    """What a case study says."""

    title: str
    text: str
    organisation: str
    foundations: Sequence[str]


@dataclass(frozen=True)
class NewPicture:
    """A picture that was sent, drawn anew, with its words."""

    drawn: DrawnPicture
    words: str


def send_in(*, workshop: Workshop, story: Story, signer: Signer, pictures: Sequence[NewPicture]) -> None:
    """Store a case study, and write to who signs it: the staff see it once they have confirmed.

    Sent again under the same title by the same person before that, it takes the place of what they sent.
    """
    with transaction.atomic():
        waiting = CaseStudy.objects.filter(workshop=workshop, status=Status.UNCONFIRMED, title=story.title)
        same = waiting.filter(contact__email=signer.email).select_for_update(of=("self",)).first()
        study = same or CaseStudy(workshop=workshop)
        study.sent_on = timezone.localdate()
        _write(study, story)
        values = {"name": signer.name, "job": signer.job, "email": signer.email}
        contact, _is_new = CaseStudyContact.objects.update_or_create(case_study=study, defaults=values)
        _put_pictures(study, pictures)
        write_about_study(study, contact, "case_study_confirmation", LinkFor.CONFIRMING)


def find_linked_study(workshop: Workshop, purpose: LinkFor, token: str) -> CaseStudy:
    """Return the case study of a link, with its contact and pictures; raises Http404 for one not good."""
    rows = CaseStudy.objects.with_all().filter(workshop=workshop, ref=read_ref(token))
    is_new = purpose == LinkFor.CONFIRMING
    rows = rows.filter(status=Status.UNCONFIRMED) if is_new else rows.confirmed()
    study = rows.first()
    if study is None:
        raise Http404
    check_link(purpose, token, study.contact.link_key)
    study.workshop = workshop
    return study


def confirm_study(study: CaseStudy) -> None:
    """Let a case study go to the staff of its workshop."""
    with transaction.atomic():
        waiting = CaseStudy.objects.filter(pk=study.pk, status=Status.UNCONFIRMED)
        waiting.update(status=Status.IN_REVIEW)
        _draw_link_key(study)


def send_study_link(*, workshop: Workshop, ref: str, address: str) -> None:
    """Write a link for changing a public case study to who signed it, if this is their address."""
    rows = CaseStudy.objects.published().filter(workshop=workshop, ref=ref, contact__email=address)
    study = rows.select_related("contact", "workshop").first()
    if study is not None:
        write_about_study(study, study.contact, "case_study_link", LinkFor.CHANGING)


def change_study(
    *, study: CaseStudy, story: Story, name: str, job: str, pictures: Sequence[NewPicture]
) -> None:
    """Store what was changed; the staff decide about it anew, and nobody else reads it until then."""
    with transaction.atomic():
        study.status = Status.IN_REVIEW
        _write(study, story)
        CaseStudyContact.objects.filter(case_study=study).update(name=name, job=job)
        if pictures:
            _put_pictures(study, pictures)
        _draw_link_key(study)


def take_study_back(study: CaseStudy) -> None:
    """Delete a case study with its pictures and its contact."""
    study.delete()


def decide_study(*, actor: Membership, ref: str, deed: str, reason: str = "") -> None:
    """Publish a case study, or say to who signed it why it is to change, refused or taken down.

    Raises PermissionDenied, Http404, and Settled where it is not in a state in which this can be done.
    """
    require_editor(actor)
    with transaction.atomic():
        study = get_study(actor, ref, for_update=True)
        if study.status not in POSSIBLE[deed]:
            raise Settled(_("Somebody has done this already."))
        study.status = BECOMES[deed]
        if deed == Deed.PUBLISH:
            study.published_on = timezone.localdate()
        study.save(update_fields=["status", "published_on"])
        today = timezone.localdate()
        said = {"deed": deed, "reason": reason, "decided_by": actor, "decided_on": today}
        CaseStudyDecision.objects.create(case_study=study, **said)
        if deed in TOLD:
            study.workshop = actor.workshop
            write_about_study(study, study.contact, "case_study_decided", LinkFor.ANSWERING)


def get_study(actor: Membership, ref: str, *, for_update: bool = False) -> CaseStudy:
    """Return a confirmed case study of the actor's workshop; raises Http404."""
    rows = CaseStudy.objects.confirmed().with_all().filter(workshop=actor.workshop_id, ref=ref)
    study = (rows.select_for_update(of=("self",)) if for_update else rows).first()
    if study is None:
        raise Http404
    return study


def find_last_reason(study: CaseStudy) -> str:
    """Return what the staff said last to who signed it; one query."""
    last = study.decisions.filter(deed__in=TOLD).order_by("-decided_on", "-pk").first()
    return last.reason if last else ""


def list_statements_on(study: CaseStudy) -> list[Statement]:
    """Return the statements of released editions that name this case study as evidence; one query."""
    named = Evidence.objects.filter(kind=Evidence.Kind.CASE_STUDY, reference__contains=study.ref)
    statements = Statement.objects.filter(pk__in=named.values("statement"))
    released = statements.filter(edition__workshop=study.workshop_id, edition__released_on__isnull=False)
    return list(released.select_related("edition").order_by("edition__number", "order"))


def delete_unconfirmed_studies() -> int:
    """Delete what nobody has confirmed for a fortnight; return how many there were."""
    late = timezone.localdate() - timedelta(days=DAYS_TO_CONFIRM)
    rows = CaseStudy.objects.filter(status=Status.UNCONFIRMED, sent_on__lt=late)
    number = rows.count()
    rows.delete()
    return number


def _write(study: CaseStudy, story: Story) -> None:
    study.title, study.text, study.organisation = story.title, story.text, story.organisation
    study.foundations = list(story.foundations)
    study.save()


def _put_pictures(study: CaseStudy, pictures: Sequence[NewPicture]) -> None:
    study.pictures.all().delete()
    CaseStudyPicture.objects.bulk_create(
        CaseStudyPicture(case_study=study, number=number, words=one.words, **vars(one.drawn))
        for number, one in enumerate(pictures, start=1)
    )


def _draw_link_key(study: CaseStudy) -> None:
    CaseStudyContact.objects.filter(case_study=study).update(link_key=random_link_key())


def write_about_study(study: CaseStudy, contact: CaseStudyContact, letter: str, purpose: LinkFor) -> None:
    """Queue a letter with a link to who signed a case study."""
    subjects = {
        LinkFor.CONFIRMING: _("Please confirm your case study"),
        LinkFor.CHANGING: _("Your link to change your case study"),
        LinkFor.ANSWERING: _("About your case study"),
    }
    page = "case_study_confirmation" if purpose == LinkFor.CONFIRMING else "case_study_change"
    token = sign_link(purpose, study.ref, contact.link_key)
    write_to_signer(
        workshop=study.workshop,
        recipient=contact.email,
        letter=letter,
        subject=subjects[purpose],
        occasion=str(study.pk),
        address=absolute(reverse(f"pledges:{page}", args=[study.workshop.slug, token])),
        days=DAYS_TO_CONFIRM,
    )
