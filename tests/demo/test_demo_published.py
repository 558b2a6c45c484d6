"""The second demo: a Declaration in two editions, by the rules that hold for all, nothing left over."""

from collections import Counter
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from demo.accounts import AUTHOR, address_of
from demo.loading import Outcome
from demo.published.loading import load_published
from ideas.domain.own_contributions import list_own
from moderation.domain.code_counts import measure_agreement
from moderation.domain.codebook import read_codebook
from pledges.models import CaseStudy, Pledge
from results.domain.comparing import compare_editions
from results.domain.counting import Sources, read_sources
from results.domain.evidence import check_quotes
from results.domain.statuses import list_statuses
from results.domain.told_answers import read_told
from results.models import Edition, Evidence, Lineage, PublishedFile, StatementStatus, StatementTotal
from results.package.opening import open_package
from results.package.recomputing.everything import recompute
from results.sealing.files import list_files, open_file
from results.sealing.making import make_due_files
from tests.demo.crawling import walk
from tests.demo.following import (
    HOME,
    START,
    find_lost_ideas,
    find_without_evidence,
    find_wrong_quotes,
    list_wanted,
)
from voting.models import Board, Vote
from workshops.models import Membership, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db

SLUG = "our-declaration"


def get_demo() -> Workshop:
    return Workshop.objects.with_phase().get(slug=SLUG)


def look_at_the_workshop() -> None:
    demo = get_demo()
    assert (demo.phase, demo.practice, demo.is_shredded) == (Phase.PUBLISHED, True, False)
    assert not Vote.objects.unreleased().exists()
    assert Board.objects.get(workshop=demo, name=Board.Name.TOP).entries.count() == 42
    codebook = read_codebook(demo)
    assert measure_agreement(demo, codebook).number == 0
    assert len(codebook.choosable) == 14


def look_at_both_editions(first: Edition, last: Edition) -> None:
    assert [(one.number, one.kind, one.is_released) for one in (first, last)] == [
        (1, "consultation", True),
        (2, "final", True),
    ]
    assert (first.foundations.count(), last.foundations.count()) == (4, 4)
    deeds = Counter(change.deed for change in compare_editions(last))
    assert deeds.keys() == set(Lineage.Deed.values)
    assert check_quotes(last) == []


def look_at_what_they_stand_on(sources: Sources, last: Edition) -> None:
    assert sources.find_left_over().number == 0
    assert all(sources.count(one.pk).is_anything for one in last.statements.all())
    rows = Evidence.objects.filter(statement__edition=last)
    assert set(rows.values_list("kind", flat=True)) >= {
        "code",
        "item",
        "quote",
        "voice",
        "literature",
        "case_study",
    }
    assert set(rows.values_list("stance", flat=True)) == set(Evidence.Stance.values)
    assert set(rows.values_list("stream", flat=True)) >= set(Evidence.Stream.values)
    assert sum(bool(reasons) for reasons in sources.reasons_by_item.values()) >= 5


def look_at_what_people_say(first: Edition, last: Edition) -> None:
    consulted = read_told(first, StatementTotal.Asked.CONSULTATION)
    judged = read_told(last, StatementTotal.Asked.VERDICT)
    assert len(consulted) == 13
    assert min(told.people for told in [*consulted.values(), *judged.values()]) >= 10
    assert len(judged) < last.statements.count(), "of few authors nothing is told"
    said = [status.state for statuses in list_statuses(last).values() for status in statuses]
    assert set(said) == set(StatementStatus.State.values)


def look_at_the_files(last: Edition, place: Path) -> None:
    """All that the package says comes out again, and the seal is that of the site."""
    assert make_due_files() == 1
    files = list_files(last)
    place.write_bytes(open_file(files[PublishedFile.Kind.PACKAGE]).read())
    package = open_package(place)
    outcome = recompute(package, files[PublishedFile.Kind.SEAL].sha256)
    assert (outcome.differences, outcome.gone) == ([], [])
    assert [(row["size"], row["stands"], row["unread"]) for row in package.rows("samples")] == [(60, 58, 0)]
    assert {row["deed"] for row in package.rows("lineage")} == set(Lineage.Deed.values)
    assert package.rows("statuses")


def look_at_the_carer() -> None:
    carer = Membership.objects.get(workshop__slug=SLUG, user__email=address_of(AUTHOR))
    own = list_own(actor=carer, workshop=get_demo())
    assert own.ideas


def look_at_what_was_signed() -> None:
    today = timezone.localdate()
    pledges = Pledge.objects.filter(workshop__slug=SLUG)
    states = Counter((one.confirmed_on is None, one.is_overdue(today)) for one in pledges)
    assert states == {(True, False): 1, (False, False): 2, (False, True): 1}
    assert sorted(one.judged for one in pledges) == ["", "", "", "changed"]
    studies = CaseStudy.objects.published().with_all()
    assert [one.pictures.all()[0].words != "" for one in studies] == [True, True]


def test_it_shows_all_that_a_result_can_show(published: Outcome, tmp_path: Path) -> None:
    assert published == Outcome.LOADED
    first, last = Edition.objects.order_by("number")
    look_at_the_workshop()
    look_at_both_editions(first, last)
    look_at_what_they_stand_on(read_sources(last), last)
    look_at_what_people_say(first, last)
    look_at_the_carer()
    look_at_what_was_signed()
    look_at_the_files(last, tmp_path / "package.zip")
    assert load_published() == Outcome.UNCHANGED
    assert Edition.objects.count() == 2


def test_every_sentence_and_every_idea_can_be_followed(published: Outcome, client: Client) -> None:
    found = walk(client, START, HOME)
    assert found.dead == []
    assert sorted(list_wanted() - found.pages.keys()) == [], "to these nothing leads"
    assert find_without_evidence(found) == []
    assert find_lost_ideas(found) == []
    wrong, number = find_wrong_quotes(found)
    assert (wrong, number >= 40) == ([], True)
    # What is planted is found.
    quote = next(one for page in found.pages.values() for one in page.root.iter("blockquote"))
    quote.text = "They never said this. "
    next(one for page in found.pages.values() for one in page.root.find_class("went__list")).clear()
    assert (len(find_wrong_quotes(found)[0]), len(find_lost_ideas(found))) == (1, 1)
