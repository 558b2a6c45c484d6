"""Every letter that the site writes, as subject, text and HTML."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, Q
from django.test import Client
from django.utils import timezone

from events.domain.letters import NEWS, tell
from events.models import Booking
from ideas.domain.digest_parts import register_teller
from ideas.domain.digests import write_digest
from ideas.models import Comment, Idea
from moderation.domain.before_the_close import tell_before_the_close
from moderation.domain.daily_letter import write_daily_letters
from organising.domain.summary import write_summary
from organising.domain.summary_readers import name_reader
from pledges.domain.case_studies import write_about_study
from pledges.domain.links import LinkFor
from pledges.domain.pledges import PledgeText, Signer, send_link, sign_up
from pledges.models import PledgeContact
from results.domain.told_weekly import tell_week
from results.models import Statement, StatementStatus
from tests.cast import make_comment, make_idea, make_member, make_user, make_workshop, sign_in
from tests.events.making import make_event
from tests.pledges.signed import make_declared, make_pledge
from tests.pledges.studies import make_study
from tests.results.declaration import make_published
from tests.workshops.sign_in.changing_address import CODES, ask
from tests.workshops.test_letter_pages import subscribe
from workshops.domain.digest_weeks import begin_of_week
from workshops.domain.letters import announce
from workshops.models import OutboxEmail, Subscription, Update, Workshop
from workshops.models.subscriptions import Letter
from workshops.phases import Phase
from workshops.rules import Role
from workshops.sign_in.address_codes import SESSION_KEY

STUDY_LINKS = {
    "confirmation": LinkFor.CONFIRMING,
    "link": LinkFor.CHANGING,
    "decided": LinkFor.ANSWERING,
}
register_teller(tell_week)
Parts = tuple[str, str, str]


def write_all_letters(workshop: Workshop) -> dict[str, Parts]:
    """Return each letter by its name: subject, text, and HTML."""
    before = begin_of_week(timezone.now()) - timedelta(days=1)
    for number in range(25):
        make_idea(workshop, title=f"Idea {number}", published_on=before.date())
    Update.objects.create(workshop=workshop, title="Tea", starts_at=before, published_on=before.date())
    Workshop.objects.filter(pk=workshop.pk).update(opens_at=F("opens_at") - timedelta(days=20))
    published = make_workshop(Phase.PUBLISHED)
    for each, letter in ((workshop, Letter.OPENING), (workshop, Letter.DIGEST), (published, Letter.RESULTS)):
        subscribe(each, letter, email=f"{letter}@home.example")
    announce(workshop, Letter.OPENING)
    announce(published, Letter.RESULTS)
    write_digest(Workshop.objects.with_phase().get(pk=workshop.pk))
    for address in ("code@trust.example", "not-admitted@elsewhere.example"):
        Client().post("/accounts/", {"email": address})
    _change_addresses()
    _tell_the_week(workshop)
    _tell_a_design_group()
    _tell_of_a_declaration()
    _write_to_signers()
    _tell_of_events(workshop)
    rows = OutboxEmail.objects.values_list("recipient", "subject", "text", "html")
    return {row[0].partition("@")[0].replace("-", " "): row[1:] for row in rows}


def _write_to_signers() -> None:
    declared = make_declared("declared-for-letters")
    text = PledgeText("Corner Care", "We ring back.", timezone.localdate(), [])
    sign_up(workshop=declared, text=text, signer=Signer("Ada", "Nurse", "pledge-to-confirm@trust.example"))
    pledge = make_pledge(declared)
    PledgeContact.objects.filter(pledge=pledge).update(email="pledge-link@trust.example")
    send_link(workshop=declared, ref=pledge.ref, address="pledge-link@trust.example")
    for purpose, link in STUDY_LINKS.items():
        study = make_study(declared, title=purpose)
        study.contact.email = f"case-study-{purpose}@trust.example"
        write_about_study(study, study.contact, f"case_study_{purpose}", link)


def _tell_the_week(workshop: Workshop) -> None:
    """Write the question whether somebody wants the weekly summary, and the summary."""
    organiser = make_member("names-readers", workshop, Role.ORGANISER)
    name_reader(actor=organiser.membership, address="summary-question@board.example")
    Subscription.objects.create(
        workshop=workshop, email="weekly-summary@board.example", named=True, summary=True
    )
    write_summary(Workshop.objects.with_phase().get(pk=workshop.pk))


def _tell_a_design_group() -> None:
    soon = timezone.now() + timedelta(hours=1)
    closing = make_workshop(closes_at=soon, ideas_until=soon)
    make_member("design-group", closing, Role.DESIGN_GROUP)
    make_comment(make_idea(closing), status=Comment.Status.IN_REVIEW)
    make_idea(closing, status=Idea.Status.IN_REVIEW)
    tell_before_the_close()
    make_member("daily-letter", closing, Role.DESIGN_GROUP)
    write_daily_letters()
    # Staff of all the other workshops get one like it.
    like_it = Q(recipient__startswith="moderator@") | Q(recipient__startswith="asked-organiser@")
    OutboxEmail.objects.filter(like_it).delete()


def _tell_of_a_declaration() -> None:
    """Write the digest of a workshop whose results are out, and of a statement of which much was said."""
    names = make_published("told")
    workshop = Workshop.objects.get(slug="told")
    subscribe(workshop, Letter.DIGEST, email="declaration@home.example")
    day = begin_of_week(timezone.now()).date() - timedelta(days=1)
    statement = Statement.objects.get(ref=names["told"], edition__number=1)
    StatementStatus.objects.bulk_create(
        StatementStatus(statement=statement, state="begun", since=day - timedelta(days=past), said_on=day)
        for past in range(23)
    )
    write_digest(Workshop.objects.with_phase().get(pk=workshop.pk))


def _tell_of_events(workshop: Workshop) -> None:
    """Write the letters of an event: booked, waiting, moved up, changed and cancelled."""
    event = make_event(workshop, places=1)
    Booking.objects.bulk_create(
        Booking(
            event=event,
            name="Jo",
            address=f"event-{news}@home.example",
            line_number=number,
            is_confirmed=True,
        )
        for number, news in enumerate(NEWS, start=1)
    )
    for booking in Booking.objects.filter(event=event):
        tell(event, booking, booking.address.partition("@")[0].removeprefix("event-"))


def _change_addresses() -> None:
    """Write the letters to the address that one has, a new one, one that is not free, and a former one."""
    make_user("address-not-free")
    ask(sign_in(make_user("asks-for-another")), "address-not-free@trust.example")
    changes = sign_in(make_user("address-changed"))
    ask(changes, "address-new@home.example")
    codes = changes.session[SESSION_KEY]
    OutboxEmail.objects.filter(recipient__in=["asks-for-another@trust.example", codes["old"]]).delete()
    changes.post(CODES, {name: codes[name] for name in ("old_code", "new_code")})
    ask(sign_in(make_user("address-now")), "anything@home.example")
    OutboxEmail.objects.filter(recipient="anything@home.example").delete()
