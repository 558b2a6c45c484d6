"""After the key is destroyed no link is left, whatever somebody kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings, settings
from django.core.management import CommandError, call_command
from django.db.models.functions import Now
from django.utils import timezone

from anonymity.tags import KEY_BYTES, Purpose, Tagger
from ideas.models import Idea, PollAnswer, PollTotal
from ideas_platform.lib.dates import say_date
from ideas_platform.lib.refusals import KeyAway, KeyDestroyed, WrongPhase
from tests.anonymity.pages import read_rows
from tests.anonymity.test_scramble import looking
from tests.cast import Person, make_comment, make_idea, make_member, make_members, make_poll, make_workshop
from voting.ballots.casting import cast_vote
from voting.models import BoardEntry, Total, Vote
from voting.releases.releases import release_workshop
from voting.releases.shredding import find_workshops_to_shred, shred_workshop
from voting.tasks import shred_due_keys
from workshops.domain.deletion import delete_account
from workshops.domain.keys import open_tagger
from workshops.models import DepartedAddress, Membership, ShredNote, Workshop
from workshops.phases import Phase

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("new_files")]
Dump = dict[str, list[dict[str, Any]]]


@pytest.fixture
def finished(workshop: Workshop, settings: LazySettings, tmp_path: Path) -> Workshop:
    """Return a published workshop in which twelve people voted on two ideas and answered the poll."""
    members = make_members(12, workshop)
    options = make_poll(workshop)
    for author in members[:2]:
        idea = make_idea(workshop, author)
        make_comment(idea, author)
        for member in members[2:]:
            cast_vote(actor=member, idea=idea, answer="up")
    tagger = open_tagger(workshop, Purpose.POLL)
    for member in members:
        tag = tagger.one(workshop.pk, bytes(member.vote_subject or b""))
        PollAnswer.objects.create(poll_id=workshop.pk, tag=tag, option=options[0])
    release_workshop(workshop.pk, force=True)
    return publish(workshop)


def publish(workshop: Workshop) -> Workshop:
    """Return the workshop with its result out for 61 days."""
    Workshop.objects.filter(pk=workshop.pk).update(
        opens_at=Now() - timedelta(days=99),
        closes_at=Now() - timedelta(days=90),
        published_at=Now() - timedelta(days=61),
    )
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def dump() -> Dump:
    """Return every row of every table, as a holder of a logical dump has them."""
    return {model._meta.label: list(model._default_manager.values()) for model in apps.get_models()}


def count_links(kept: Dump, keys: Iterator[bytes]) -> int:
    """Return how many votes and texts the holder of a dump and of these keys can give to a member."""
    links = 0
    for key in keys:
        for purpose, label, name in (
            (Purpose.VOTE, "voting.Vote", "vote_subject"),
            (Purpose.THREAD, "ideas.Idea", "text_subject"),
        ):
            tagger = Tagger(key, purpose)
            subjects = [bytes(row[name]) for row in kept["workshops.Membership"] if row[name]]
            for row in kept[label]:
                item = row.get("idea_id") or row["id"]
                tag = bytes(row.get("tag") or row["thread_tag"])
                links += any(tagger.one(item, subject) == tag for subject in subjects)
    return links


def remaining_secrets(kept: Dump) -> Iterator[bytes]:
    """Yield everything of 32 bytes that is left on the machine or was in the dump."""
    yield settings.SECRET_KEY.encode()[:KEY_BYTES].ljust(KEY_BYTES, b"\0")
    for folder in settings.KEY_DIRS:
        yield from (path.read_bytes() for path in sorted(folder.glob("*")))
    for row in kept["workshops.Workshop"]:
        yield bytes(row["key_check"] or b"").ljust(KEY_BYTES, b"\0")


def test_nothing_that_is_left_links_anything(finished: Workshop) -> None:
    kept = dump()
    assert count_links(kept, remaining_secrets(kept)) == 22  # twenty votes and two ideas: the attack works
    shred_workshop(finished.pk)
    assert count_links(kept, remaining_secrets(kept)) == 0
    assert count_links(dump(), remaining_secrets(kept)) == 0


def test_nothing_says_any_more_which_addresses_had_an_account(
    workshop: Workshop, participant: Person
) -> None:
    stays = make_member("stays", workshop, borough_id="camden").membership
    delete_account(actor=participant.user)
    assert (DepartedAddress.objects.count(), Membership.objects.filter(user=None).count()) == (1, 1)
    shred_workshop(publish(workshop).pk)
    assert (DepartedAddress.objects.count(), Membership.objects.filter(user=None).count()) == (0, 0)
    stays.refresh_from_db()
    assert (stays.borough_id, stays.counted_borough_id) == ("camden", None)


def test_boards_that_were_to_be_worked_out_anew_hold_nothing_up(finished: Workshop) -> None:
    Workshop.objects.filter(pk=finished.pk).update(recompute_all=True)
    assert shred_workshop(finished.pk).shredded_on is not None


def test_totals_and_boards_stay_and_the_rows_behind_them_go(finished: Workshop) -> None:
    before = sorted(Total.objects.values_list("up", "down", "unsure", "top_score"))
    entries, poll = BoardEntry.objects.count(), sorted(PollTotal.objects.values_list("number", flat=True))
    shred_workshop(finished.pk)
    assert sorted(Total.objects.values_list("up", "down", "unsure", "top_score")) == before
    assert BoardEntry.objects.count() == entries
    assert sorted(PollTotal.objects.values_list("number", flat=True)) == poll == [0, 0, 0, 0, 12]
    assert (Vote.objects.count(), PollAnswer.objects.count()) == (0, 0)
    assert Membership.objects.exclude(vote_subject=None, text_subject=None).count() == 0


def test_no_page_of_a_file_keeps_what_was_there(finished: Workshop) -> None:
    shred_workshop(finished.pk)
    assert read_rows("voting_vote") == []
    assert len(read_rows("workshops_membership")) == Membership.objects.count()


def test_every_copy_is_destroyed(
    finished: Workshop, settings: LazySettings, key_dir: Path, tmp_path: Path
) -> None:
    second = tmp_path / "more"
    second.mkdir()
    (second / finished.pk.hex).write_bytes((key_dir / finished.pk.hex).read_bytes())
    settings.KEY_DIRS = [key_dir, second]
    note = shred_workshop(finished.pk)
    assert (note.copies, list(key_dir.iterdir()), list(second.iterdir())) == (2, [], [])


def test_a_copy_that_cannot_be_found_might_be_somewhere(
    finished: Workshop, settings: LazySettings, key_dir: Path, tmp_path: Path
) -> None:
    settings.KEY_DIRS = [key_dir, tmp_path / "not mounted"]
    with pytest.raises(KeyAway):
        shred_workshop(finished.pk)
    assert (key_dir / finished.pk.hex).exists()
    assert not ShredNote.objects.exists()


@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.CLOSED])
def test_the_key_is_kept_until_a_result_is_published(phase: Phase) -> None:
    workshop = make_workshop(phase, shred_on=timezone.localdate() - timedelta(days=1))
    assert find_workshops_to_shred() == []
    with pytest.raises(WrongPhase):
        shred_workshop(workshop.pk)


@pytest.mark.parametrize(
    ("days", "chosen", "due"), [(61, None, True), (59, None, False), (10, 0, True), (70, 1, False)]
)
def test_it_is_due_on_the_day_the_page_names_or_after_60_days(
    days: int, chosen: int | None, due: bool
) -> None:
    day = None if chosen is None else timezone.localdate() + timedelta(days=chosen)
    workshop = make_workshop(
        Phase.PUBLISHED, shred_on=day, published_at=timezone.now() - timedelta(days=days)
    )
    assert find_workshops_to_shred() == [workshop.pk] * due


def test_beat_does_it_once(finished: Workshop) -> None:
    shred_due_keys()
    assert ShredNote.objects.get().shredded_on == timezone.localdate()
    assert find_workshops_to_shred() == []


def test_a_run_that_was_interrupted_is_taken_up_again(finished: Workshop) -> None:
    with looking(20):
        first = shred_workshop(finished.pk, patience=0.2)
    assert (first.shredded_on, find_workshops_to_shred()) == (None, [finished.pk])
    second = shred_workshop(finished.pk)
    assert (second.shredded_on, second.fingerprint) == (timezone.localdate(), first.fingerprint)


def test_who_looks_for_their_own_is_told_that_nobody_can_any_more(
    finished: Workshop,
) -> None:
    person = make_member("somebody", finished)
    shred_workshop(finished.pk)
    with pytest.raises(KeyDestroyed):
        open_tagger(Workshop.objects.get(pk=finished.pk), Purpose.THREAD)
    answer = person.client.get("/workshops/community/mine/")
    assert (answer.status_code, "that was the point" in answer.text) == (410, True)


def test_ideas_can_still_be_read_at_their_addresses(finished: Workshop) -> None:
    person = make_member("somebody", finished)
    shred_workshop(finished.pk)
    answers = [person.client.get(idea.get_absolute_url()) for idea in Idea.objects.select_related("workshop")]
    assert [answer.status_code for answer in answers] == [200, 200]


def test_the_page_of_the_workshop_says_so_to_everybody(finished: Workshop, outsider: Person) -> None:
    before = outsider.client.get("/workshops/community/").text
    assert ("The key is destroyed" in before, "Key will be destroyed" in before) == (False, True)
    note = shred_workshop(finished.pk)
    page = outsider.client.get("/workshops/community/").text
    assert ("The key is destroyed" in page, note.fingerprint in page) == (True, True)
    assert "Key will be destroyed" not in page


def run(*arguments: str) -> str:
    """Return what the command says, or the trouble it ends with."""
    out = StringIO()
    try:
        call_command("shred_keys", *arguments, stdout=out)
    except CommandError as trouble:
        return str(trouble)
    return out.getvalue()


def test_the_command_destroys_and_says_what_it_cannot_reach(finished: Workshop) -> None:
    fingerprint = bytes(finished.key_check or b"").hex()
    assert run("community") == (
        f"The key {fingerprint} is destroyed (1 copy). Now delete snapshots of the volumes it lay on, "
        "and dumps from before: this command cannot reach them.\n"
    )


def test_the_command_can_be_run_again_when_the_key_is_gone(finished: Workshop) -> None:
    Workshop.objects.filter(pk=finished.pk).update(shred_on=timezone.localdate() + timedelta(days=3))
    with looking(20):
        assert run("community", "--early", "--patience", "0.1").startswith("The key is gone;")
    assert run("community").startswith("The key ")
    assert run("community").endswith("this command cannot reach them.\n")


def test_the_command_refuses_in_plain_words(finished: Workshop) -> None:
    later = timezone.localdate() + timedelta(days=3)
    Workshop.objects.filter(pk=finished.pk).update(shred_on=later)
    open_one = make_workshop()
    with looking(20):
        said = [
            run("nowhere"),
            run("community"),
            run(open_one.slug),
            run("community", "--early", "--patience", "0.1"),
        ]
    assert said == [
        "There is no workshop “nowhere”.",
        f"Its page says {say_date(later)}. Use --early to do it before.",
        "The key is kept until a result is published.",
        "The key is gone; an export or a dump still sees old rows. Run this again after it.",
    ]
