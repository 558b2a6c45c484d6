"""The public pages of the Declaration: who reads them, what they say, and what they never say."""

from __future__ import annotations

import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ideas.models import Comment, Idea
from moderation.domain.other_voices import change_passage, write_seen_passage
from moderation.models import OtherVoice, Passage
from results.domain.comparing import list_before, set_lineage, write_why_dropped
from results.domain.editions import begin_edition, change_edition
from results.domain.not_used import write_not_used
from results.domain.statements import StatementText, add_statement, change_statement, remove_statement
from results.domain.statuses import write_status
from results.models import Edition, Statement
from tests.cast import Person, make_comment, make_idea
from tests.moderation.coding_people import code_as, make_code, make_text, meet
from tests.pages import read_text
from tests.results.declaration import (
    JUDGEMENT,
    add,
    begin,
    close_long_ago,
    make_published,
    make_released,
    make_statement,
    release,
    said_of,
)
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
HOME = "/workshops/community/declaration/"
MOST_STATEMENTS = 8


def find_page(statement: Statement) -> str:
    """Return the address of a statement in its own edition."""
    return f"{HOME}{statement.edition.number}/{statement.ref}/"


def test_before_the_first_edition_a_plain_page_says_when(visitor: Client, workshop: Workshop) -> None:
    page = visitor.get(HOME)
    assert page.status_code == 200
    assert "There is nothing to read here yet." in read_text(page)


def test_a_consultation_edition_is_for_members_until_the_result_is_published(
    visitor: Client, participant: Person, organiser: Person
) -> None:
    until = timezone.localdate() + timedelta(days=9)
    make_released(organiser, "Care begins at home.", kind="consultation", answers_until=until)
    assert "Care begins at home." not in read_text(visitor.get(HOME))
    assert visitor.get(f"{HOME}1/").status_code == 303
    text = read_text(participant.client.get(HOME))
    assert "Care begins at home." in text
    assert "This edition is for consultation" in text


def test_the_page_of_an_edition_says_all_of_it(visitor: Client, workshop: Workshop) -> None:
    places = make_published()
    page = visitor.get("/workshops/published/declaration/")
    text = read_text(page)
    for words in (
        "Our Declaration",
        "We asked.",
        "Close to home.",
        "Families ring one number.",
        "For: Staff",
    ):
        assert words in text
    assert "Staff 1 supports it" in text
    assert f'href="/workshops/published/declaration/1/{places["told"]}/"' in page.content.decode()
    assert re.search(r'<meta property="og:title" content="Our Declaration">', page.content.decode())


def test_a_statement_leads_to_each_of_its_sources(
    visitor: Client, organiser: Person, moderator: Person
) -> None:
    workshop = organiser.membership.workshop
    idea, other = (
        make_text(workshop, body="One diary would help us all."),
        make_text(workshop, title="No diary"),
    )
    comment = make_comment(idea, body="We lost one.")
    voice = OtherVoice.objects.create(
        workshop=workshop, source="focus_group", stream="service_users", title="Carers", people=12
    )
    passage = Passage.objects.create(voice=voice, number=1, body="I told it five times.")
    code = make_code(moderator, "Diaries")
    code_as(moderator, other, [code])
    close_long_ago(workshop)
    edition = begin(organiser)
    statement = make_statement(edition, "All share one diary.", JUDGEMENT)
    add(statement, "quote", item=idea, quote="One diary would help")
    add(statement, "code", code=code)
    add(statement, "item", item=comment, stance="contradicts")
    add(statement, "voice", item=passage)
    add(statement, "literature", stream="literature", reference="Smith 2020")
    write_not_used(edition=edition, sources=[other], reason="It is the same.")
    release(organiser, edition)
    page = visitor.get(find_page(statement))
    text, html = read_text(page), page.content.decode()
    for words in ("“One diary would help”", "Diaries 1 text", "No diary", "Smith 2020", "Carers”, 12 people"):
        assert words.strip("“”") in text
    assert "Contradicts it" in text
    assert f"/ideas/{idea.ref}/#comment-{comment.ref}" in html
    assert f"/ideas/{other.ref}/" in html
    assert "Staff 2 1 0" in text
    assert "Service users and carers 1 0 0" in text


def test_words_that_nobody_may_read_any_more_are_told_nowhere(visitor: Client, workshop: Workshop) -> None:
    places = make_published()
    address = f"/workshops/published/declaration/1/{places['told']}/"
    assert "Families ring five places" in read_text(visitor.get(address))
    Idea.objects.filter(ref=places["answered"]).update(status=Idea.Status.HIDDEN)
    text = read_text(visitor.get(address))
    assert "Families ring five places" not in text
    assert "Nobody can read the source of this any more" in text


def test_words_that_were_changed_in_their_source_are_told_as_they_are_now(
    organiser: Person, moderator: Person
) -> None:
    voice = OtherVoice.objects.create(
        workshop=organiser.membership.workshop, source="focus_group", stream="service_users", title="Carers"
    )
    passage = Passage.objects.create(voice=voice, number=1, body="Mrs Brown told it five times.")
    close_long_ago(voice.workshop)
    edition = begin(organiser, "consultation")
    statement = make_statement(edition, "Families ring one number.", None)
    add(statement, "voice", item=passage)
    release(organiser, edition)
    assert "Mrs Brown" in read_text(moderator.client.get(find_page(statement)))
    seen, actor = write_seen_passage(passage), meet(moderator)
    change_passage(actor=actor, passage=passage, body="She told it five times.", seen=seen)
    text = read_text(moderator.client.get(find_page(statement)))
    assert "She told it five times." in text
    assert "Mrs Brown" not in text


def test_what_is_not_used_stands_with_its_reason(
    visitor: Client, organiser: Person, moderator: Person
) -> None:
    workshop = organiser.membership.workshop
    coded, single = make_text(workshop, title="Sandwiches"), make_idea(workshop, title="Parking")
    code = make_code(moderator, "Food")
    code_as(moderator, coded, [code])
    hidden = make_comment(coded, body="Secret")
    close_long_ago(workshop)
    edition = begin(organiser)
    make_statement(edition)
    write_not_used(edition=edition, sources=[code], reason="Not ours.")
    write_not_used(edition=edition, sources=[single, hidden], reason="The council decides.")
    release(organiser, edition)
    Comment.objects.filter(pk=hidden.pk).update(status="hidden")
    text = read_text(visitor.get(f"{HOME}1/not-used/"))
    assert "Food Not ours." in text
    assert "Parking idea The council decides." in text
    assert "Secret" not in text


def make_second_edition(organiser: Person) -> Edition:
    """Return a second edition that keeps, rewords, splits, merges, adds and drops statements."""
    make_released(organiser, "Keep.", "Reword this one.", "Split.", "Join a.", "Join b.", "Drop.")
    edition = begin_edition(actor=meet(organiser))
    change_edition(edition=edition, text=said_of(edition, "final"), version=edition.version)
    old = {one.text: one for one in list_before(edition).values()}
    now = {one.text: one for one in edition.statements.all()}
    home = now["Keep."].foundation_id

    def reword(before: str, after: str) -> Statement:
        row = now[before]
        return change_statement(statement=row, text=StatementText(after, home), version=row.version)

    def come(row: Statement, deed: str, *parents: str) -> None:
        keys = [old[text].pk for text in parents]
        set_lineage(statement=row, deed=deed, previous=keys, reason=f"Because {deed}.")

    come(reword("Reword this one.", "Reword that one."), "reworded", "Reword this one.")
    second = add_statement(edition=edition, text=StatementText("Split b.", home))
    add(second, "judgement", reference="Ours.")
    for row in (reword("Split.", "Split a."), second):
        come(row, "split", "Split.")
    come(reword("Join a.", "Joined."), "merged", "Join a.", "Join b.")
    for gone in ("Join b.", "Drop."):
        remove_statement(statement=now[gone])
    new = add_statement(edition=edition, text=StatementText("New.", home))
    add(new, "judgement", reference="Ours.")
    come(new, "new")
    write_why_dropped(edition=edition, previous=old["Drop."].pk, reason="Because dropped.")
    return release(organiser, edition)


def test_the_comparison_has_each_deed_with_its_reason(visitor: Client, organiser: Person) -> None:
    edition = make_second_edition(organiser)
    page = visitor.get(f"{HOME}{edition.number}/changes/")
    text = read_text(page)
    for words in ("Reworded 1", "Split 1", "Merged 1", "New 1", "Dropped 1", "Kept 1"):
        assert words in text
    for deed in ("reworded", "split", "merged", "new", "dropped"):
        assert f"Because {deed}." in text
    assert "Reword [taken out: this end] [put in: that end] one." in " ".join(text.split())
    assert "<del>" in page.content.decode()
    assert "This is the first edition" in read_text(visitor.get(f"{HOME}1/changes/"))


def test_an_idea_says_where_it_went(participant: Person, organiser: Person) -> None:
    workshop = organiser.membership.workshop
    used, unused = make_idea(workshop, participant.membership), make_idea(workshop, title="Parking")
    close_long_ago(workshop)
    edition = begin(organiser)
    statement = make_statement(edition, "All share one diary.", None)
    add(statement, "item", item=used)
    write_not_used(edition=edition, sources=[unused], reason="The council decides.")
    release(organiser, edition)
    text = read_text(participant.client.get(used.get_absolute_url()))
    assert "Where this idea went It stands behind this sentence" in text
    assert "1.1 All share one diary." in text
    assert "The reason: The council decides." in read_text(participant.client.get(unused.get_absolute_url()))
    assert "1.1 All share one diary." in read_text(participant.client.get("/workshops/community/mine/"))


def test_what_became_of_a_statement_is_on_its_page_and_in_the_feed(
    visitor: Client, organiser: Person
) -> None:
    edition = make_released(organiser, "One <b>diary</b>.")
    statement = edition.statements.get()
    address = find_page(statement)
    assert "Begun" not in read_text(visitor.get(address))
    write_status(
        statement=statement, state="begun", since=timezone.localdate(), reason="Two boroughs try it."
    )
    assert "Two boroughs try it." in read_text(visitor.get(address))
    feed = visitor.get(f"{HOME}feed.atom")
    assert feed["Content-Type"] == "application/atom+xml; charset=utf-8"
    tree = ET.fromstring(feed.content)
    titles = {one.text for one in tree.iter("{http://www.w3.org/2005/Atom}title")}
    assert {"Statement 1.1: begun", "Edition 1 is out (final)"} <= titles
    summaries = [one.text or "" for one in tree.iter("{http://www.w3.org/2005/Atom}summary")]
    assert any("&lt;b&gt;" in text for text in summaries)


@pytest.mark.parametrize("number", [1, 20])
def test_pages_ask_as_little_for_many_statements_as_for_one(
    visitor: Client, organiser: Person, number: int
) -> None:
    edition = make_released(organiser, *[f"Statement {place}." for place in range(number)])
    statement = edition.statements.order_by("order")[0]
    part = edition.foundations.get()
    for address in (HOME, f"{HOME}1/", find_page(statement), f"{HOME}1/{part.slug}/", f"{HOME}1/not-used/"):
        visitor.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert visitor.get(address).status_code == 200
        assert len(asked) <= MOST_STATEMENTS, address
