"""What a Pol.is conversation becomes."""

from collections import defaultdict
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from anonymity.tags import Purpose, Tagger
from ideas.models import Idea
from tests.cast import make_member
from tests.voting.polis.exports import COMMENTS, LONG_COMMENT, NOON, VOTES, Rows, write_export
from voting.models import Vote
from workshops.domain.keys import open_tagger
from workshops.models import Group, ImportedWorkshop, Membership, Organisation, Release, Workshop
from workshops.phases import Phase

GROUPS = ["Opinion group 1", "Opinion group 2"]


def run(folder: Path, **options: str) -> str:
    out = StringIO()
    call_command("import_polis", folder, stdout=out, **{"slug": "visits", **options})
    return out.getvalue()


def find_idea(workshop: Workshop, source_id: int) -> Idea:
    return Idea.objects.get(workshop=workshop, imported__source_id=source_id)


def test_the_workshop_is_closed_by_invitation_only_and_asks_nothing(imported: Workshop) -> None:
    assert imported.phase == Phase.CLOSED
    assert imported.imported
    assert imported.allowed_domains == []
    assert not imported.join_codes.exists()
    assert not imported.invitations.exists()
    assert (imported.asks_organisation, imported.asks_borough, imported.group_question) == (False, False, "")


def test_its_dates_are_those_of_the_first_and_the_last_thing_that_happened(imported: Workshop) -> None:
    first = datetime.fromtimestamp(NOON / 1000 - 86_400, UTC)
    last = datetime.fromtimestamp(NOON / 1000 + 9, UTC)

    assert (imported.announced_at, imported.opens_at, imported.closes_at) == (first, first, last)


def test_the_topic_is_its_title_and_the_description_its_brief(imported: Workshop) -> None:
    assert imported.title == "What would help you on a home visit?"
    assert imported.brief == (
        "Tell us what gets in the way.\n\nAnybody may answer.\n\n"
        "Held on Pol.is and imported from its open data: https://polis.example/visits"
    )


def test_a_title_given_replaces_the_topic(export: Path, db: None) -> None:
    run(export, title="Visits")

    assert Workshop.objects.get(slug="visits").title == "Visits"


def test_each_participant_is_a_member_without_a_user(imported: Workshop) -> None:
    members = Membership.objects.filter(workshop=imported)

    assert not members.exclude(user=None).exists()
    assert set(members.values_list("admission", "role")) == {("import", "participant")}
    assert members.count() == 5
    assert len(set(members.values_list("vote_subject")) | set(members.values_list("text_subject"))) == 10


def test_an_opinion_group_is_an_organisation_and_a_group(imported: Workshop) -> None:
    pairs = Membership.objects.filter(workshop=imported).values_list("organisation__name", "group__name")

    assert sorted(pairs, key=str) == [
        ("Opinion group 1", "Opinion group 1"),
        ("Opinion group 1", "Opinion group 1"),
        ("Opinion group 1", "Opinion group 1"),
        ("Opinion group 2", "Opinion group 2"),
        (None, None),
    ]
    assert list(Organisation.objects.filter(workshop=imported).values_list("name", flat=True)) == GROUPS
    assert list(Group.objects.filter(workshop=imported).values_list("name", flat=True)) == GROUPS


def test_each_comment_is_an_idea_that_was_looked_at(imported: Workshop) -> None:
    ideas = Idea.objects.filter(workshop=imported)

    assert ideas.filter(intent="new", reviewed=True, waiting_since=None, theme=None).count() == ideas.count()
    assert dict(ideas.values_list("imported__source_id", "status")) == {
        10: "published", 11: "hidden", 12: "published", 13: "published",
    }  # fmt: skip


def test_a_long_comment_has_its_first_line_as_title_and_keeps_its_whole_text(imported: Workshop) -> None:
    idea = find_idea(imported, 10)

    assert idea.title == (
        "Handovers at home need ten quiet minutes, a shared record and somebody who knows the patient, "
        "because otherwise each of…"
    )
    assert idea.body == LONG_COMMENT


def test_an_idea_carries_the_date_of_its_comment(imported: Workshop) -> None:
    assert find_idea(imported, 10).published_on == date(2023, 11, 14)
    assert find_idea(imported, 12).published_on == date(2023, 11, 13)


def test_the_author_is_a_thread_tag(imported: Workshop) -> None:
    tagger = open_tagger(imported, Purpose.THREAD)
    author = Membership.objects.get(workshop=imported, group__name="Opinion group 2")
    by_them = [i for i in (11, 13, 10, 12) if _is_by(tagger, find_idea(imported, i), author)]

    assert by_them == [11, 13]


def test_an_author_who_is_no_participant_is_nobody(imported: Workshop) -> None:
    tagger = open_tagger(imported, Purpose.THREAD)
    idea = find_idea(imported, 12)

    assert not any(_is_by(tagger, idea, member) for member in Membership.objects.all())
    assert len(bytes(idea.thread_tag)) == 16


def _is_by(tagger: Tagger, idea: Idea, member: Membership) -> bool:
    return tagger.one(idea.pk, bytes(member.text_subject or b"")) == bytes(idea.thread_tag)


def count_votes(workshop: Workshop) -> dict[int, list[tuple[str | None, int | None]]]:
    """For each comment the votes on it with their voters' groups, found again by their tags."""
    tagger = open_tagger(workshop, Purpose.VOTE)
    found: dict[int, list[tuple[str | None, int | None]]] = defaultdict(list)
    members = list(Membership.objects.filter(workshop=workshop).select_related("group"))
    for idea in Idea.objects.filter(workshop=workshop).select_related("imported"):
        values = dict(Vote.objects.filter(idea=idea).values_list("tag", "value"))
        values = {bytes(tag): value for tag, value in values.items()}
        for member in members:
            tag = tagger.one(idea.pk, bytes(member.vote_subject or b""))
            if tag in values:
                name = member.group.name if member.group else None
                found[idea.imported.source_id].append((name, values[tag]))
    return {comment: sorted(votes, key=str) for comment, votes in found.items()}


def test_the_last_vote_by_time_counts_and_at_equal_times_the_later_row(imported: Workshop) -> None:
    assert count_votes(imported) == {
        10: [("Opinion group 1", 1), ("Opinion group 1", 1), ("Opinion group 2", -1), (None, 0)],
        11: [("Opinion group 2", 1)],
        12: [("Opinion group 1", 1), ("Opinion group 2", -1)],
    }


def test_there_is_one_row_for_each_pair_and_all_are_released(imported: Workshop) -> None:
    assert Vote.objects.count() == 7
    assert not Vote.objects.unreleased().exists()


def test_everything_is_the_first_release(imported: Workshop) -> None:
    release = Release.objects.get(workshop=imported)

    assert (release.number, imported.release_number) == (1, 1)
    assert release.released_at == imported.closes_at


def test_rows_do_not_keep_the_order_of_the_files(tmp_path: Path, db: None) -> None:
    people: Rows = [["participant", "group-id"], *([number, ""] for number in range(60))]
    comments: Rows = [
        ["timestamp", "comment-id", "author-id", "moderated", "comment-body"],
        *([NOON, number, 0, 1, f"Comment {number}"] for number in range(60)),
    ]
    votes: Rows = [["timestamp", "comment-id", "voter-id", "vote"]]
    votes += [[NOON, 0, person, 1] for person in range(60)]
    run(write_export(tmp_path / "many", comments=comments, people=people, votes=votes))

    with connection.cursor() as cursor:
        cursor.execute("SELECT source_id FROM ideas_importedidea ORDER BY ctid")
        stored = [row[0] for row in cursor.fetchall()]
    assert sorted(stored) == list(range(60))
    assert stored != list(range(60))


def test_the_command_says_what_it_imported_and_what_comes_next(export: Path, db: None) -> None:
    assert run(export).splitlines() == [
        "Read 4 comments and 5 people.",
        "Read 9 rows of votes.",
        "Storing 7 votes …",
        "Imported as “visits”, closed and by invitation only:",
        "  comments: 4",
        "  hidden, because they were moderated out: 1",
        "  written by somebody who is not in the list of participants: 1",
        "  people: 5",
        "  votes: 7",
        "  replaced by the same person's later vote: 2",
        "  by authors on their own comments, and kept: 2",
        "Next: manage.py rank visits",
    ]


BLANK: Rows = [[NOON, "", 151, 2, 1, 0, -1, ""], [NOON, "", 44, 2, 1, 0, -1, " \u200b\n"]]
"""As one in football-concussions of the Pol.is collection is, and one that only seems to have a text."""


def test_comments_without_text_are_named_in_the_report_and_kept_as_hidden_ones(
    tmp_path: Path, db: None
) -> None:
    votes = [*VOTES, [NOON, "", 151, 3, 1]]
    said = run(write_export(tmp_path / "blank", comments=[*COMMENTS, *BLANK], votes=votes)).splitlines()

    assert [line for line in said if line.startswith("  ")][:3] == [
        "  comments: 6",
        "  hidden, because they were moderated out: 3",
        "  of these without any text, and shown nowhere: 2 (44, 151)",
    ]
    workshop = Workshop.objects.get(slug="visits")
    idea = find_idea(workshop, 151)
    assert (idea.status, idea.title, idea.body) == ("hidden", "Comment 151 has no text", "")
    assert Vote.objects.count() == 8
    assert Idea.objects.published().count() == 3


def test_no_list_board_or_search_shows_a_comment_without_text(tmp_path: Path, db: None) -> None:
    run(write_export(tmp_path / "blank", comments=[*COMMENTS, *BLANK]))
    call_command("rank", "visits", stdout=StringIO())
    workshop = Workshop.objects.get(slug="visits")
    client = make_member("reader", workshop).client

    addresses = ["", "ideas/", "ideas/?sort=new", "ideas/?q=comment+text", "boards/new/", "boards/top/"]
    answers = [client.get(f"/workshops/visits/{address}") for address in addresses]
    assert [answer.status_code for answer in answers] == [200] * len(addresses)
    seen = ("has no text", *(find_idea(workshop, number).ref for number in (44, 151)))
    pages = [answer.content.decode() for answer in answers]
    assert [page for page in pages if any(words in page for words in seen)] == []
    assert find_idea(workshop, 10).ref in pages[1]
    assert client.get(find_idea(workshop, 151).get_absolute_url()).status_code in {404, 410}


def test_a_conversation_that_nobody_voted_in_is_imported_too(tmp_path: Path, db: None) -> None:
    votes = [["timestamp", "comment-id", "voter-id", "vote"]]
    run(write_export(tmp_path / "quiet", votes=votes))

    assert (Idea.objects.count(), Vote.objects.count()) == (4, 0)


def test_the_same_files_a_second_time_change_nothing(imported: Workshop, export: Path) -> None:
    before = fingerprints()

    assert run(export, title="Another title").splitlines() == [
        "These files are imported as “visits” already. Nothing was changed.",
        "Next: manage.py rank visits",
    ]
    assert fingerprints() == before


def fingerprints() -> list[list[object]]:
    models = (Workshop, Membership, Idea, Vote, Release, ImportedWorkshop)
    return [list(model.objects.order_by("pk").values_list()) for model in models]


@pytest.mark.parametrize("slug", ["visits", "again"])
def test_the_files_may_be_imported_under_another_slug(imported: Workshop, export: Path, slug: str) -> None:
    run(export, slug=slug)

    assert Workshop.objects.filter(slug=slug, imported=True).count() == 1
