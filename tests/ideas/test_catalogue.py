"""What all members see is kept in memory, and changes in every process at the moment at which it changes."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.domain import catalogue
from ideas.domain.catalogue import read_catalogue, read_idea, read_ideas, read_themes
from ideas.models import Comment, Idea
from ideas_platform.lib.versioned_cache import VersionedCache
from tests.cast import Person, make_comment, make_idea, make_member
from tests.moderation.deciding import hide_idea, publish_idea
from voting.releases.releases import release_workshop
from workshops.models import Theme, Workshop

pytestmark = pytest.mark.django_db
LIST = "/workshops/community/ideas/"
CACHES = ("_catalogues", "_themes", "_ideas", "_threads")


def reload(workshop: Workshop) -> Workshop:
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def listed(person: Person, address: str = LIST) -> set[str]:
    return {idea.ref for idea in person.client.get(address).context["page_obj"]}


@pytest.fixture
def use_process(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what goes on with the memory of the process of this name."""
    memories: dict[str, dict[str, VersionedCache[object, object]]] = {}

    def use(name: str) -> None:
        caches = memories.setdefault(name, {one: VersionedCache(things=99) for one in CACHES})
        for one, shelf in caches.items():
            monkeypatch.setattr(catalogue, one, shelf)

    return use


def test_the_second_reader_of_the_same_version_asks_nothing(workshop: Workshop) -> None:
    idea = make_idea(workshop, theme=Theme.objects.create(workshop=workshop, number=1, title="Teams"))
    now = reload(workshop)
    first = (read_catalogue(now), read_ideas(now, [idea.pk]), read_themes(now))
    with CaptureQueriesContext(connection) as queries:
        assert (read_catalogue(now), read_ideas(now, [idea.pk]), read_themes(now)) == first
    assert len(queries) == 0


def test_what_is_hidden_is_gone_at_once_in_every_process_and_comes_back_as_fast(
    workshop: Workshop, participant: Person, moderator: Person, use_process: Callable[[str], None]
) -> None:
    hidden, kept = make_idea(workshop), make_idea(workshop)
    steps: list[tuple[Callable[[], object], set[str]]] = [
        (lambda: None, {hidden.ref, kept.ref}),
        (lambda: hide_idea(actor=moderator.place, idea=hidden, reason="abusive"), {kept.ref}),
        (lambda: publish_idea(actor=moderator.place, idea=hidden), {hidden.ref, kept.ref}),
    ]
    for deed, seen in steps:
        deed()
        for process in ("one", "another"):
            use_process(process)
            assert listed(participant) == seen


def test_a_passage_that_is_overwritten_is_nowhere_in_the_list(
    workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop, body="Ring Mrs Holloway on 020 7946 0120.")
    assert participant.client.get(LIST).content.count(b"Holloway") == 1
    Idea.objects.filter(pk=idea.pk).update(body="Ring […].")
    assert participant.client.get(LIST).content.count(b"Holloway") == 0


def test_one_workshop_shows_nothing_of_another(
    workshop: Workshop, other_workshop: Workshop, participant: Person
) -> None:
    make_idea(workshop)
    theirs = make_idea(other_workshop, title="Theirs")
    neighbour = make_member("neighbour", other_workshop)
    assert listed(neighbour, "/workshops/hospital/ideas/") == {theirs.ref}
    assert participant.client.get(LIST).content.count(b"Theirs") == 0
    assert read_ideas(reload(workshop), [theirs.pk]) == {}


def test_who_reads_one_idea_has_others_read_along(
    workshop: Workshop, other_workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "_TOGETHER", 4)
    refs = sorted(make_idea(workshop).ref for _one in range(6))
    theirs, now = make_idea(other_workshop), reload(workshop)
    read_catalogue(now)
    with CaptureQueriesContext(connection) as queries:
        found = [read_idea(now, ref) for ref in (*refs, theirs.ref, "nothing")]
    assert [idea and idea.ref for idea in found] == [*refs, None, None]
    assert len(queries) == 2


def test_a_list_notes_nothing_of_its_reader_on_ideas_that_all_share(
    workshop: Workshop, participant: Person, colleague: Person
) -> None:
    make_idea(workshop)
    ours = participant.client.get(LIST).context["page_obj"][0]
    noted = dict(vars(ours))
    theirs = colleague.client.get(LIST).context["page_obj"][0]
    assert theirs is ours
    assert vars(theirs) == noted
    # The workshop would be as of when one of them asked.
    assert set(ours._state.fields_cache) == {"theme", "source"}


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({"title": "Another"}, True),
        ({"body": "Another."}, True),
        ({"intent": "block"}, True),
        ({"published_on": None}, True),
        ({"status": "hidden"}, True),
        ({"reviewed": True}, False),
        ({"settled": True}, False),
        ({"withdrawal_pending": True}, False),
        ({"title": "One number to ring"}, False),
    ],
)
def test_a_version_counts_what_others_see_of_an_idea(
    workshop: Workshop, change: dict[str, object], counts: bool
) -> None:
    idea = make_idea(workshop)
    before = reload(workshop).content_version
    Idea.objects.filter(pk=idea.pk).update(**change)
    assert reload(workshop).content_version - before == counts


@pytest.mark.parametrize("status", ["unreleased", "in_review", "hidden", "withdrawn"])
def test_what_others_do_not_see_counts_for_nothing(workshop: Workshop, status: str) -> None:
    idea = make_idea(workshop, status=Idea.Status(status))
    Idea.objects.filter(pk=idea.pk).update(title="Another")
    idea.delete()
    assert reload(workshop).content_version == 0


def test_many_at_once_count_once_and_only_where_they_are(
    workshop: Workshop, other_workshop: Workshop
) -> None:
    state = Idea.Status.PUBLISHED
    Idea.objects.bulk_create(
        Idea(workshop=workshop, title="t", body="b", status=state, thread_tag=bytes(16)) for _one in range(9)
    )
    assert (reload(workshop).content_version, reload(other_workshop).content_version) == (1, 0)
    Idea.objects.filter(workshop=workshop).delete()
    assert reload(workshop).content_version == 2


def test_a_comment_counts_when_others_see_it_and_when_it_goes(workshop: Workshop) -> None:
    comment = make_comment(make_idea(workshop), status=Comment.Status.UNRELEASED)
    seen = [reload(workshop).content_version]
    for change in (
        {"body": "Else."},
        {"status": "published", "waiting_since": None, "published_on": "2026-03-10"},
    ):
        Comment.objects.filter(pk=comment.pk).update(**change)
        seen.append(reload(workshop).content_version)
    for status in ("hidden", "withdrawn"):
        Comment.objects.filter(pk=comment.pk).update(status=status)
        seen.append(reload(workshop).content_version)
    assert seen == [1, 1, 2, 3, 4]


def test_themes_count_too(workshop: Workshop, participant: Person) -> None:
    theme = Theme.objects.create(workshop=workshop, number=1, title="Teams")
    assert participant.client.get(LIST).content.count(b"1. Teams") == 1
    theme.title = "Crews"
    theme.save()
    assert participant.client.get(LIST).content.count(b"1. Crews") == 1
    theme.delete()
    assert (reload(workshop).content_version, participant.client.get(LIST).context["themes"]) == (3, [])


def test_a_release_that_shows_no_text_is_another_version_too(workshop: Workshop) -> None:
    before = reload(workshop).seen_version
    release_workshop(workshop.pk, force=True)
    assert reload(workshop).seen_version > before


def test_the_thing_one_sends_moves_nothing(workshop: Workshop, participant: Person) -> None:
    form = {"theme": "other", "intent": "new", "title": "Ring", "body": "Once.", "step": "send"}
    assert participant.client.post(f"{LIST}new/", form).status_code == 303
    assert reload(workshop).seen_version == (0, 0)
