"""What is in the demo: everything at once, and always open."""

from collections import Counter
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db.models import F
from django.test import Client
from django.utils import timezone

from demo.loading import Outcome, load_demo
from ideas.domain.authors import wrote_item
from ideas.domain.comments import count_shown, list_thread
from ideas.domain.own_contributions import list_own
from ideas.domain.polls import describe_results, find_my_answer, get_offered_poll
from ideas.models import Comment, CoverRequest, Idea, Merge, PollAnswer
from moderation.analysis.thresholds import ENOUGH_BLIND
from moderation.domain.coded import read_progress
from moderation.domain.ledger import read_ledger
from moderation.domain.waiting import count_waiting
from moderation.models import Claim, Decision, EditorsNote, PaperForm, Passage, ThemeAssignment
from tests.cast import sign_in
from tests.demo.conftest import SLUG
from tests.demo.test_demo_content import all_comments
from tests.pages import read_text
from voting.ballots.casting import MyVotes, find_all_my_votes, find_my_votes
from voting.models import Board, BoardEntry, Total, Vote
from workshops.models import Membership, Theme, User, Workshop
from workshops.phases import Deed, Phase
from workshops.rules import Role
from workshops.statistics.exact_counts import count_joined

pytestmark = pytest.mark.django_db

# Beside what members wrote stands what a survey said: shown at once, and still to be looked at.
OF_MEMBERS = {"source": None}
BROUGHT_IN = 2
COUNTED = (User, Workshop, Membership, Theme, Idea, Vote, PollAnswer, Total, Board, BoardEntry, Decision)


def membership_of(name: str) -> Membership:
    return Membership.objects.get(user__email=f"{name}@demo.example", workshop__slug=SLUG)


def count_rows() -> list[int]:
    return [model._default_manager.count() for model in COUNTED]


def test_the_demo_is_an_open_practice_workshop_that_takes_ideas(demo: Workshop) -> None:
    assert (demo.phase, demo.practice, demo.allows(Deed.SUBMIT_IDEA)) == (Phase.OPEN, True, True)
    demo.full_clean()


def test_everything_in_it_is_there(demo: Workshop) -> None:
    joined = count_joined(demo)
    assert (joined["people"], joined["organisations"]) == (152, 24)
    assert (demo.themes.count(), demo.groups.count()) == (8, 8)
    published = Idea.objects.filter(workshop=demo).published()
    assert published.filter(**OF_MEMBERS).count() == 62
    assert published.exclude(**OF_MEMBERS).count() == BROUGHT_IN


def test_three_ideas_are_in_the_design_groups_queue_and_those_of_the_survey(demo: Workshop) -> None:
    queue = Idea.objects.filter(workshop=demo).for_review()
    statuses = [idea.status for idea in queue.filter(**OF_MEMBERS)]
    assert statuses == [Idea.Status.IN_REVIEW] * 3
    assert [idea.status for idea in queue.exclude(**OF_MEMBERS)] == [Idea.Status.PUBLISHED] * BROUGHT_IN


def test_reports_hold_a_comment_and_its_author_asks_twice(demo: Workshop) -> None:
    waiting = count_waiting([demo.pk])[demo.pk]
    assert (waiting.held_by_reports, waiting.second_looks, waiting.said_too_much) == (1, 1, 1)
    carer = membership_of("carer")
    mine = list_own(actor=carer, workshop=demo)
    assert {comment.status for comment in mine.comments} >= {"in_review", "hidden"}
    assert CoverRequest.objects.get().item in {idea.pk for idea in mine.ideas}


def test_what_is_published_was_decided_on_by_the_design_group(demo: Workshop) -> None:
    decisions = Decision.objects.filter(workshop=demo).exclude(verdict=Decision.Verdict.ASK)
    assert {(verdict, membership_of("design").pk) for verdict in ("publish", "hide", "merge", "note")} == set(
        decisions.values_list("verdict", "decided_by")
    )
    about_ideas = decisions.filter(comment=None)
    assert set(about_ideas.values_list("idea", flat=True)) == set(
        Idea.objects.filter(workshop=demo, **OF_MEMBERS).published().values_list("pk", flat=True)
    )


def test_ideas_came_out_over_several_days(demo: Workshop) -> None:
    today, published = timezone.localdate(), Idea.objects.filter(workshop=demo).published()
    days = set(published.filter(**OF_MEMBERS).values_list("published_on", flat=True))
    assert days == {today - timedelta(days=number) for number in range(1, 10)}
    assert set(published.exclude(**OF_MEMBERS).values_list("published_on", flat=True)) == {today}


def test_the_board_is_made_and_every_vote_counted(demo: Workshop) -> None:
    top = Board.objects.get(workshop=demo, name=Board.Name.TOP)
    assert top.entries.count() == 60
    assert (demo.release_number, top.release_number) == (1, 1)
    assert not Vote.objects.unreleased().exists()
    alone = Total.objects.filter(idea__parts=None)
    votes = Vote.objects.filter(idea__in=alone.values("idea"))
    assert sum(t.up + t.down + t.unsure for t in alone) == votes.count()


def test_two_ideas_count_with_another_and_each_person_once(demo: Workshop) -> None:
    members = list(Membership.objects.participants().filter(workshop=demo))
    merges = list(Merge.objects.filter(main__workshop=demo, counted=True))
    assert len(merges) == 2
    for merge in merges:
        pair = [merge.idea_id, merge.main_id]
        voters = sum(bool(find_my_votes(actor=m, workshop=demo, idea_ids=pair)) for m in members)
        total = Total.objects.get(idea=merge.main)
        assert total.up + total.down + total.unsure == voters
    assert EditorsNote.objects.filter(idea__workshop=demo).count() == 1


def test_every_vote_belongs_to_a_member(demo: Workshop) -> None:
    top = Board.objects.get(workshop=demo, name=Board.Name.TOP).entries.filter(idea__parts=None)[0]
    members = Membership.objects.participants().filter(workshop=demo)
    votes = [find_my_votes(actor=m, workshop=demo, idea_ids=[top.idea_id]) for m in members]
    values = Counter(answers[top.idea_id] for answers in votes if answers)
    assert values == {"up": top.up, "down": top.down, "unsure": top.unsure}


def test_the_carer_has_written_and_voted_and_the_nurse_has_not(demo: Workshop) -> None:
    carer, nurse = membership_of("carer"), membership_of("nurse")
    ideas = list(Idea.objects.filter(workshop=demo).select_related("workshop"))
    assert sum(wrote_item(actor=carer, item=idea) for idea in ideas) >= 1
    assert not any(wrote_item(actor=nurse, item=idea) for idea in ideas)
    assert find_all_my_votes(actor=carer, workshop=demo).voted >= 20
    assert find_all_my_votes(actor=nurse, workshop=demo) == MyVotes({}, 0, 60 + BROUGHT_IN)


def test_the_carer_has_a_question_to_answer_and_one_answered(demo: Workshop) -> None:
    shown = demo.questions.exclude(comment__status="hidden")
    asked = shown.values_list("ended", "answer__released_on").order_by("ended")
    assert [(ended, released is None) for ended, released in asked] == [("", True), ("answered", False)]
    carer = sign_in(User.objects.get(email="carer@demo.example"))
    page = read_text(carer.get(f"{demo.get_absolute_url()}mine/"))
    assert page.count("The design group asks you something about one of your texts.") == 1


def test_the_straw_poll_is_answered_and_the_nurse_is_led_to_it(demo: Workshop) -> None:
    offered = get_offered_poll(demo)
    results = describe_results(offered, has_answered=True)
    assert results.headline == "91% support it completely or mostly."
    assert sum(bar.number for bar in results.bars) == PollAnswer.objects.exclude(counted=None).count()
    assert find_my_answer(actor=membership_of("carer"), offered=offered) is not None
    nurse = sign_in(User.objects.get(email="nurse@demo.example"))
    assert nurse.get(demo.get_absolute_url()).context["next_step"]["label"] == "Answer the straw poll"


def test_the_desk_is_alive_at_once(demo: Workshop) -> None:
    waiting = count_waiting([demo.pk])[demo.pk]
    themes = ThemeAssignment.objects.values("theme").distinct().count()
    assert (waiting.held > 0, waiting.others > 0, themes, demo.reason_templates.count()) == (True, True, 3, 2)
    assert Claim.objects.living().values("claimed_by").distinct().count() == 2


def test_other_voices_are_there_partly_coded_and_in_no_number(demo: Workshop) -> None:
    voices = demo.other_voices.values_list("source", flat=True)
    assert sorted(voices) == ["focus_group", "literature", "paper_forms"]
    passages = Passage.objects.filter(voice__workshop=demo)
    assert 0 < passages.filter(codings__isnull=False).distinct().count() < passages.count()
    assert sorted(PaperForm.objects.filter(passage=None).values_list("number", flat=True)) == [3, 4]


def test_enough_is_coded_by_two_for_chances_and_some_is_left(demo: Workshop) -> None:
    by_two = demo.codings.filter(reader=2)
    assert by_two.exclude(blind=True).count() == 0
    assert by_two.count() >= ENOUGH_BLIND
    assert read_progress(demo).left > 0


def test_a_survey_was_brought_in_and_is_nobodys(demo: Workshop) -> None:
    brought = Idea.objects.filter(workshop=demo, source__isnull=False)
    assert set(brought.values_list("status", "source__words")) == {("published", "a survey in March")}
    assert not Vote.objects.filter(idea__in=brought).exists()


def test_the_public_ledger_has_numbers(demo: Workshop) -> None:
    ledger = read_ledger(demo)
    assert ledger.as_of == timezone.localdate() - timedelta(days=1)
    assert set(ledger.verdicts.told) == {"publish", "hide", "ask"}
    assert ledger.reasons.told == {"identifies": 20, "off_topic": 20}
    assert ledger.reported.told == {"off_topic": 20, "identifies": 15, "abusive": 15}
    assert ledger.outcomes.told == {"kept": 25, "hidden": 25}
    assert ledger.middle is not None


def test_what_readers_reported_was_there_to_read(demo: Workshop) -> None:
    reported = Decision.objects.exclude(reports_answered=[])
    assert (reported.count(), reported.filter(comment__published_on__lt=F("decided_on")).count()) == (50, 50)


def test_staff_have_their_roles(demo: Workshop) -> None:
    assert membership_of("organiser").role == Role.ORGANISER
    assert membership_of("design").role == Role.DESIGN_GROUP
    staff = User.objects.filter(is_staff=True).order_by("email").values_list("email", "is_superuser")
    assert list(staff) == [
        ("admin@demo.example", True),
        ("design@demo.example", False),
        ("organiser@demo.example", False),
    ]


def test_the_pages_show_it(demo: Workshop, client: Client) -> None:
    nurse, carer = (sign_in(User.objects.get(email=f"{name}@demo.example")) for name in ("nurse", "carer"))
    assert client.get(demo.get_absolute_url()).status_code == 200
    assert nurse.get(f"/workshops/{SLUG}/ideas/").status_code == 200
    assert carer.get(f"/workshops/{SLUG}/boards/top/").status_code == 200


def test_the_note_says_who_may_sign_in_and_where_the_code_arrives(
    demo: Workshop, settings: LazySettings
) -> None:
    data_dir = settings.DATA_DIR
    note = (data_dir / "demo_accounts.txt").read_text()
    addresses = [f"{name}@demo.example" for name in ("nurse", "carer", "design", "organiser", "admin")]
    assert [address for address in addresses if address not in note] == []
    assert note.splitlines()[-1] == f"The six-digit code comes as a file in {data_dir / 'mail'}"


def test_all_comments_are_loaded_published_and_decided(demo: Workshop) -> None:
    assert Comment.objects.published().count() == len(all_comments())
    assert Comment.objects.published().exclude(decisions=None).count() == len(all_comments())
    waiting = Comment.objects.for_review().values_list("held", "held_by_reports")
    assert sorted(waiting) == [(False, True), (True, False)]


def test_authors_are_marked_in_their_threads(demo: Workshop) -> None:
    threads = [list_thread(actor=None, idea=idea) for idea in Idea.objects.select_related("workshop")]
    posts = [post for thread in threads for top in thread for post in (top, *top.replies)]
    assert sum(count_shown(thread) for thread in threads) == len(all_comments())
    assert sum(post.is_by_author for post in posts) == sum(comment.by_author for comment in all_comments())


def test_no_comment_is_older_than_its_idea(demo: Workshop) -> None:
    assert Comment.objects.filter(idea__published_on__gt=F("published_on")).count() == 0
    assert Comment.objects.published().filter(published_on=None).count() == 0


def test_loading_twice_changes_nothing(demo: Workshop) -> None:
    before = count_rows(), Workshop.objects.values().get(slug=SLUG)
    assert load_demo() == Outcome.UNCHANGED
    assert (count_rows(), Workshop.objects.values().get(slug=SLUG)) == before


def test_a_demo_whose_time_is_over_opens_again_with_all_that_is_in_it(demo: Workshop) -> None:
    before = count_rows()
    dates = ("announced_at", "opens_at", "ideas_until", "closes_at")
    passed = {name: F(name) - timedelta(days=40) for name in dates}
    Workshop.objects.filter(pk=demo.pk).update(**passed)
    assert load_demo() == Outcome.REOPENED
    assert Workshop.objects.with_phase().get(pk=demo.pk).allows(Deed.SUBMIT_IDEA)
    assert count_rows() == before
