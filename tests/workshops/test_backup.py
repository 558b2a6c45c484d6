"""Backing up while people vote, and restoring: nothing is lost, nobody is written to, no key is in it."""

from __future__ import annotations

import resource
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from ideas_platform.lib.archives import DUMP, read_manifest
from ideas_platform.lib.fingerprints import take_fingerprints
from ideas_platform.lib.locks import advisory_lock
from tests.anonymity.disk import bare_server, own_server
from tests.cast import make_idea, make_members, make_workshop
from voting.ballots.casting import cast_vote
from voting.models import Vote
from voting.releases.recount import find_differences
from voting.releases.releases import release_workshop
from workshops.domain.backup import EMPTY
from workshops.domain.scramble import NAME as SCRAMBLE
from workshops.models import Housekeeping, Material, OutboxEmail, PendingText, Session, Subscription, Workshop
from workshops.sign_in.sessions import SessionStore
from workshops.tasks import send_outbox, write_letters

PDF = b"%PDF-1.4\n1 0 obj\nendobj\n"


@pytest.fixture(scope="module")
def furnished(django_db_setup: None, django_db_blocker: pytest.FixtureDef[None]) -> Iterator[None]:
    """Point the tests of this module at a server of their own, whose databases come and go."""
    with django_db_blocker.unblock(), own_server():  # type: ignore[attr-defined]
        yield


def say(*arguments: object) -> str:
    """Return what a command says, or the words it ends with."""
    out = StringIO()
    try:
        call_command(*map(str, arguments), stdout=out)
    except CommandError as trouble:
        return str(trouble)
    return out.getvalue()


def furnish() -> Workshop:
    """Return an open practice workshop with votes, a document, letters, sessions, and a reader."""
    workshop = make_workshop(slug="community", practice=True)
    members = make_members(12, workshop)
    for number in range(5):
        idea = make_idea(workshop, members[0], title=f"Idea {number}")
        for member in members[1:]:
            cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    file = {"file": ContentFile(PDF, "plan.pdf"), "media_type": "application/pdf", "file_size": len(PDF)}
    Material.objects.create(workshop=workshop, number=1, title="Plan", **file)
    OutboxEmail.objects.create(key="k", recipient="waits@home.example", subject="s", text="t")
    OutboxEmail.objects.create(key="c", kind="code", recipient="waits@home.example", subject="1", text="t")
    SessionStore().create()
    Subscription.objects.create(workshop=workshop, email="reader@home.example", opening=True, digest=True)
    Housekeeping.objects.create(name=SCRAMBLE, at=timezone.now())
    return workshop


@contextmanager
def voting(workshop: Workshop) -> Iterator[None]:
    """Let somebody vote again and again, without a pause, while the block runs."""
    [newcomer] = make_members(1, workshop)
    ideas = list(workshop.ideas.select_related("workshop"))
    stop, begun = threading.Event(), threading.Event()

    def vote() -> None:
        for number in range(10**9):
            cast_vote(actor=newcomer, idea=ideas[number % 5], answer="up" if number % 2 else "down")
            begun.set()
            if stop.is_set():
                break
        connection.close()

    thread = threading.Thread(target=vote)
    thread.start()
    begun.wait()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_a_backup_under_load_comes_back_whole_and_writes_to_nobody(
    furnished: None, settings: LazySettings, tmp_path: Path, key_dir: Path
) -> None:
    workshop, place = furnish(), tmp_path / "site.backup"
    before = set(Vote.objects.values_list("idea", "tag"))
    with voting(workshop):
        said = say("backup", place)
    manifest = read_manifest(place)
    assert said.startswith(f"{place}: {sum(number for number, _ in manifest['tables'].values())} rows, 1 upl")
    key = (key_dir / workshop.pk.hex).read_bytes()
    assert key not in place.read_bytes()
    assert place.stat().st_mode & 0o777 == 0o600
    settings.MEDIA_ROOT = str(tmp_path / "elsewhere")
    with bare_server():
        assert say("restore", place).startswith("Restored ")
        stored = {name: tuple(numbers) for name, numbers in manifest["tables"].items()}
        changed = {"workshops_subscription", "workshops_housekeeping"}
        found = take_fingerprints(without=EMPTY)
        assert {name for name in found if found[name] != stored[name]} <= changed
        assert before <= set(Vote.objects.values_list("idea", "tag"))
        check_restored()
    assert sorted(Vote.objects.values_list("idea", "tag")) != []


def check_restored() -> None:
    """Look at a restored copy: its document answers, its votes are right, nobody is written to."""
    workshop = Workshop.objects.with_phase().get(slug="community")
    answer = Client().get(Material.objects.get().file_address)
    answer.close()
    assert answer.status_code == 200
    assert [model.objects.count() for model in (Session, OutboxEmail, PendingText)] == [0, 0, 0]
    release_workshop(workshop.pk, force=True)
    assert find_differences(workshop) == []
    mail.outbox.clear()
    write_letters()
    send_outbox()
    assert (len(mail.outbox), OutboxEmail.objects.count()) == (0, 0)
    [newcomer] = make_members(1, workshop)
    cast_vote(actor=newcomer, idea=workshop.ideas.all()[0], answer="unsure")


@pytest.fixture
def fresh(furnished: None) -> None:
    """Say that the tables were scrambled just now."""
    Housekeeping.objects.update_or_create(name=SCRAMBLE, defaults={"at": timezone.now()})


def test_before_the_scramble_it_is_refused_unless_told(fresh: None, tmp_path: Path) -> None:
    Housekeeping.objects.filter(pk=SCRAMBLE).update(at=timezone.now() - timedelta(hours=5))
    said = say("backup", tmp_path / "one")
    assert said.startswith("The last scramble is over 4 hours ago: ")
    assert not (tmp_path / "one").exists()
    assert say("backup", tmp_path / "one", "--before-scramble").startswith(f"{tmp_path / 'one'}: ")


def test_while_a_scramble_goes_on_there_is_no_backup(fresh: None, tmp_path: Path) -> None:
    said: list[str] = []

    def elsewhere() -> None:
        said.append(say("backup", tmp_path / "one"))
        connection.close()

    with advisory_lock(SCRAMBLE):
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
    assert said == ["A scramble is going on. Try again when it is over."]


def test_odd_places_are_refused_in_plain_words(
    fresh: None, tmp_path: Path, key_dir: Path, media_dir: Path
) -> None:
    key_dir.mkdir(exist_ok=True)
    media_dir.mkdir(exist_ok=True)
    (tmp_path / "taken").touch()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert say("backup", tmp_path / "taken").endswith("is there already. Choose another name, or remove it.")
    assert say("backup", tmp_path / "link").endswith("is there already. Choose another name, or remove it.")
    assert say("backup", tmp_path / "no" / "where") == f"There is no folder {tmp_path / 'no'}."
    assert say("backup", key_dir / "one").startswith(f"{key_dir} is the folder of keys.")
    assert say("backup", media_dir / "one").startswith(f"{media_dir} is the folder of uploaded files.")
    assert say("backup", "/proc/one").startswith("The backup could not be written: ")


def test_keys_among_the_uploads_are_refused(
    fresh: None, settings: LazySettings, tmp_path: Path, media_dir: Path
) -> None:
    settings.KEY_DIRS = [media_dir / "keys"]
    assert say("backup", tmp_path / "one").startswith(
        f"The keys in {media_dir / 'keys'} would be in the backup."
    )


def test_what_cannot_be_written_to_its_end_leaves_nothing_behind(
    fresh: None, tmp_path: Path, media_dir: Path
) -> None:
    media_dir.mkdir()
    (media_dir / "film.mp4").write_bytes(bytes(8_000_000))
    with files_up_to(4_000_000):
        said = say("backup", tmp_path / "one")
    assert said == "The backup could not be written: File too large."
    assert {path.name for path in tmp_path.iterdir()} <= {"media", "keys"}


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes while the block runs, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_links_among_the_uploads_stay_out(fresh: None, tmp_path: Path, media_dir: Path) -> None:
    media_dir.mkdir(exist_ok=True)
    (media_dir / "link").symlink_to("/etc/hostname")
    (media_dir / "film.mp4").write_bytes(b"film")
    say("backup", tmp_path / "one")
    with tarfile.open(tmp_path / "one", "r:") as archive:
        assert archive.getnames() == ["manifest.json", DUMP, "media/film.mp4"]


def test_a_database_with_tables_and_a_folder_with_files_are_left_alone(
    fresh: None, tmp_path: Path, media_dir: Path
) -> None:
    say("backup", tmp_path / "one")
    assert say("restore", tmp_path / "one").startswith("The database has tables already.")
    with bare_server():
        media_dir.mkdir(exist_ok=True)
        (media_dir / "mine").touch()
        assert say("restore", tmp_path / "one").startswith(f"{media_dir} is not empty.")
