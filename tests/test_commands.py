"""Every command on every odd workshop: it does its work or ends in a sentence, never in a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from anonymity.keys import _kept
from tests.cast import make_idea, make_members, make_workshop
from voting.ballots.casting import cast_vote
from voting.releases.shredding import shred_workshop
from workshops.management.plain import AWAY, DESTROYED
from workshops.models import Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db(transaction=True)
# In this order: the last ones end what the others look at. `S` stands for the slug, `OUT` for a folder.
COMMANDS = (
    "rank S --verify",
    "rank S",
    "release S",
    "release S --force",
    "export_results S --format csv --output OUT/csv",
    "export_results S --format xlsx --output OUT/all.xlsx",
    "export_results S --format json --output OUT/all.json",
    "invite_staff somebody@trust.example --workshop S --role organiser",
    "dismiss_staff somebody@trust.example --workshop S",
    "sign_in somebody@trust.example --join S",
    "restart_without_key S",
    "restart_without_key S --the-key-is-lost",
    "close_workshop S",
    "shred_keys S --patience 1",
    "shred_keys S --early --patience 1",
    "rank S --verify",
    "export_results S --format json --output OUT/all.json",
)


def say(line: str) -> str:
    """Return what a command says, or the sentence that it ends with."""
    out = StringIO()
    try:
        call_command(*line.split(" "), stdout=out)
    except CommandError as trouble:
        return str(trouble)
    return out.getvalue()


def furnish(phase: Phase = Phase.OPEN, **fields: Any) -> Workshop:
    """Return a workshop in which three people have voted."""
    workshop = make_workshop(**fields)
    members = make_members(3, workshop)
    idea = make_idea(workshop, members[0])
    for member in members[1:]:
        cast_vote(actor=member, idea=idea, answer="up")
    moved = make_workshop(phase)
    dates = {name: getattr(moved, name) for name in ("announced_at", "opens_at", "ideas_until", "closes_at")}
    Workshop.objects.filter(pk=moved.pk).delete()
    Workshop.objects.filter(pk=workshop.pk).update(published_at=moved.published_at, **dates)
    return workshop


def shredded(_keys: Path) -> Workshop:
    workshop = furnish(Phase.PUBLISHED)
    shred_workshop(workshop.pk, patience=5)
    return workshop


def imported(_keys: Path) -> Workshop:
    workshop = furnish(Phase.CLOSED)
    Workshop.objects.filter(pk=workshop.pk).update(imported=True)
    return workshop


def without_its_key(keys: Path) -> Workshop:
    workshop = furnish()
    (keys / workshop.pk.hex).unlink()
    return workshop


def with_a_wrong_key(keys: Path) -> Workshop:
    workshop = furnish()
    (keys / workshop.pk.hex).chmod(0o600)
    (keys / workshop.pk.hex).write_bytes(bytes(31))
    # A process keeps a key for up to a minute.
    _kept.forget(keys / workshop.pk.hex)
    return workshop


KINDS: dict[str, Callable[[Path], Workshop]] = {
    "shredded": shredded,
    "imported": imported,
    "practice": lambda _keys: furnish(practice=True),
    "draft": lambda _keys: make_workshop(Phase.DRAFT),
    "announced": lambda _keys: furnish(Phase.ANNOUNCED),
    "open": lambda _keys: furnish(),
    "closed": lambda _keys: furnish(Phase.CLOSED),
    "published": lambda _keys: furnish(Phase.PUBLISHED),
    "without its key": without_its_key,
    "with a wrong key": with_a_wrong_key,
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_command_ends_in_a_sentence(kind: str, key_dir: Path, tmp_path: Path) -> None:
    slug = KINDS[kind](key_dir).slug
    said = {line: say(line.replace("OUT", str(tmp_path)).replace("S", slug, 1)) for line in COMMANDS}
    assert [line for line, words in said.items() if not words.strip()] == []
    assert [line for line, words in said.items() if "Traceback" in words] == []


def test_verifying_a_shredded_workshop_says_that_there_is_nothing_to_compare(key_dir: Path) -> None:
    assert say(f"rank {shredded(key_dir).slug} --verify") == DESTROYED


@pytest.mark.parametrize("kind", ["without its key", "with a wrong key"])
@pytest.mark.parametrize("line", ["rank S", "rank S --verify"])
def test_without_the_key_it_is_said_where_to_look(kind: str, line: str, key_dir: Path) -> None:
    slug = KINDS[kind](key_dir).slug
    assert say(line.replace("S", slug)) == AWAY


# Nothing is written: no table need be emptied after each.
@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["nowhere", "", "../..", "É", "x" * 5000, "\udcff", "a'b", "%s", "{}"])
@pytest.mark.parametrize("line", sorted(set(COMMANDS)))
def test_a_workshop_that_is_none_is_said(line: str, slug: str, tmp_path: Path) -> None:
    shown = slug.encode(errors="replace").decode()
    arguments = [slug if word == "S" else word.replace("OUT", str(tmp_path)) for word in line.split(" ")]
    with pytest.raises(CommandError) as told:
        call_command(*arguments)
    assert str(told.value) == f"There is no workshop “{shown}”."


def test_a_database_that_is_away_is_said(tmp_path: Path) -> None:
    environment = {
        **os.environ, "DATABASE_URL": f"postgres://ideas@:5432/{str(tmp_path).replace('/', '%2F')}/ideas",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "manage.py", "rank", "anything"],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("CommandError: The database does not answer")
