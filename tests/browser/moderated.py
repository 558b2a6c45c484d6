"""What the design group looked at, or will: held, covered, merged and hidden texts of the set-up."""

from datetime import date

from ideas.domain.passages import MARK
from ideas.models import Answer, Comment, CoverRequest, Idea, Merge, Report, SecondLook
from moderation.models import Decision, EditorsNote
from tests.cast import Person, ask_about, make_comment, make_idea, make_workshop
from workshops.models import Membership, ShredNote, Workshop
from workshops.models.workshop import NO_KEY
from workshops.phases import Phase

TELLING = "Ring Mrs Margaret Khan, NHS number 943 476 5919, about bed 12."
COVERED = f"Ring {MARK}, NHS number {MARK}, about her visits."
SHOWN = Idea.Status.PUBLISHED


def make_moderated(author: Membership) -> dict[str, str]:
    """Make texts of the author and of others in each of these states; return what is where."""
    workshop = author.workshop
    held = make_idea(workshop, author, Idea.Status.IN_REVIEW, title="Held", body=TELLING, held=True)
    covered = make_idea(workshop, author, title="Own words are covered", body=COVERED)
    others = make_idea(workshop, title="Words are covered", body=COVERED)
    main, part = (make_idea(workshop, title=title) for title in ("The whole", "A part of the whole"))
    Merge.objects.create(idea=part, main=main)
    EditorsNote.objects.create(idea=main, words="These two are counted together: both ask for one whole.")
    danger = make_idea(
        workshop, title="A danger", body="The side door is open at night and people wander off."
    )
    Report.objects.create(item=danger.pk, tag=bytes(16), idea=danger, reason="safety", released=True)
    for item in (covered, others):
        _decide(item, Decision.Verdict.MASK)
    answered = ask_about(others, text="Is this about one place or about many?", ended="answered")
    Answer.objects.create(question=answered, body="About many. Ask Dr Jones.", released_on=date(2026, 5, 4))
    return {
        **_make_asked(author),
        "question": str(ask_about(covered).pk),
        "held": held.ref,
        "covered": covered.ref,
        "others_covered": others.ref,
        "part": part.ref,
        "main": main.ref,
        "danger": danger.ref,
        "talk": _make_talk(author).ref,
    }


def _make_asked(author: Membership) -> dict[str, str]:
    """Make texts of the author about which something is asked, or can be, and one that reports hold."""
    workshop = author.workshop
    hidden, asked = (make_idea(workshop, author, Idea.Status.HIDDEN, title=f"Hidden {n}") for n in (1, 2))
    settled, too_much = (make_idea(workshop, author, title=f"Settled {n}", settled=True) for n in (1, 2))
    reported = make_idea(
        workshop, status=Idea.Status.IN_REVIEW, held_by_reports=True, published_on=date(2026, 5, 4)
    )
    Report.objects.create(item=reported.pk, tag=bytes(16), idea=reported, reason="abusive", released=True)
    SecondLook.objects.create(item=asked.pk, idea=asked, words="It is about the draft.", released=True)
    CoverRequest.objects.create(item=too_much.pk, idea=too_much, words="Families", released=True)
    return {
        "hidden_own": hidden.ref,
        "second_look": asked.ref,
        "settled": settled.ref,
        "too_much": too_much.ref,
        "reported": reported.ref,
    }


def _make_talk(author: Membership) -> Idea:
    """Return an idea with a comment of the author in each state, and some of others that are gone."""
    states = Comment.Status
    idea = make_idea(author.workshop, title="Much is said about this")
    for status, words in (
        (states.UNRELEASED, "Waits."),
        (states.IN_REVIEW, "In review."),
        (states.HIDDEN, "Hidden."),
        (states.WITHDRAWN, "Taken back."),
    ):
        make_comment(idea, author, status, body=words)
    make_comment(idea, author, states.UNRELEASED, body=TELLING, held=True)
    make_comment(idea, author, body="Leaves.", withdrawal_pending=True)
    for gone in (states.HIDDEN, states.WITHDRAWN):
        parent = make_comment(idea, status=gone, published_on=date(2026, 5, 4))
        make_comment(idea, parent=parent, body="That is so.")
    _decide(make_comment(idea, body=COVERED), Decision.Verdict.MASK)
    return idea


def _decide(item: Idea | Comment, verdict: str) -> None:
    about = {"idea": item} if isinstance(item, Idea) else {"comment": item}
    workshop = item.thread.workshop
    Decision.objects.create(workshop=workshop, verdict=verdict, reason=Decision.Reason.IDENTIFIES, **about)


def make_shredded(member: Person) -> Workshop:
    """Return a published workshop of which the key is destroyed, the member still in it."""
    workshop = make_workshop(Phase.PUBLISHED)
    Membership.objects.create(user=member.user, workshop=workshop, vote_subject=None, text_subject=None)
    make_idea(workshop, title="It stays")
    ShredNote.objects.create(
        workshop=workshop, fingerprint="4f1d" * 8, copies=1, shredded_on=date(2026, 5, 4)
    )
    Workshop.objects.filter(pk=workshop.pk).update(key_check=NO_KEY)
    return workshop
