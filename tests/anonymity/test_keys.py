import stat
import time
from pathlib import Path
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from anonymity import keys
from anonymity.keys import (
    KeptKeys,
    KeyExists,
    KeyMissing,
    KeyWrong,
    create_key,
    delete_key,
    key_check,
    load_key,
)
from anonymity.tags import Purpose

WORKSHOP = UUID("5b3c2d1e-0f4a-4b6c-8d7e-9fa0b1c2d3e4")
OTHER_WORKSHOP = UUID("11111111-2222-4333-8444-555555555555")
NAME = "5b3c2d1e0f4a4b6c8d7e9fa0b1c2d3e4"


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    return [tmp_path / "first", tmp_path / "second"]


@pytest.fixture(autouse=True)
def forget_all_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test is a process of its own, as far as memory goes."""
    monkeypatch.setattr(keys, "_kept", KeptKeys())


def test_a_key_is_32_bytes_in_a_file_named_by_the_workshop_in_every_folder(folders: list[Path]) -> None:
    key = create_key(WORKSHOP, folders)
    assert len(key) == 32
    assert [(folder / NAME).read_bytes() for folder in folders] == [key, key]


def test_only_the_owner_may_read_a_key_and_nobody_may_write_it(folders: list[Path]) -> None:
    create_key(WORKSHOP, folders)
    assert [stat.S_IMODE((folder / NAME).stat().st_mode) for folder in folders] == [0o400, 0o400]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700, 0o700]


def test_two_workshops_have_different_keys(folders: list[Path]) -> None:
    assert create_key(WORKSHOP, folders) != create_key(OTHER_WORKSHOP, folders)


def test_a_second_key_is_refused_and_the_first_one_stays(folders: list[Path]) -> None:
    key = create_key(WORKSHOP, folders)
    with pytest.raises(KeyExists):
        create_key(WORKSHOP, folders)
    assert [(folder / NAME).read_bytes() for folder in folders] == [key, key]


def test_a_key_in_the_second_folder_alone_is_enough_to_refuse_another(folders: list[Path]) -> None:
    key = create_key(WORKSHOP, folders[1:])
    with pytest.raises(KeyExists):
        create_key(WORKSHOP, folders)
    assert not (folders[0] / NAME).exists()
    assert (folders[1] / NAME).read_bytes() == key


def test_where_one_folder_cannot_be_written_no_copy_is_left_in_the_other(folders: list[Path]) -> None:
    folders[1].write_text("a file where the folder should be")
    with pytest.raises(OSError, match="File exists"):
        create_key(WORKSHOP, folders)
    assert list(folders[0].iterdir()) == []


def test_a_folder_on_a_disk_that_is_not_there_is_not_made_up(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        create_key(WORKSHOP, [tmp_path / "disk" / "keys"])
    assert list(tmp_path.iterdir()) == []


def test_a_key_needs_a_folder() -> None:
    with pytest.raises(ValueError, match=r"^A key needs at least one folder\.$"):
        create_key(WORKSHOP, [])


def test_the_check_of_a_key_is_its_tag_over_zeros() -> None:
    # made with OpenSSL's command line: AES-256 twice over zeros, under HMAC-derived purpose key "check"
    assert key_check(bytes(range(32))).hex() == "fb73652c53ba6d8e7c924a5c053389dc"


def test_the_key_that_was_made_is_loaded_without_a_warning(folders: list[Path]) -> None:
    key = create_key(WORKSHOP, folders)
    with capture_logs() as logs:
        assert load_key(WORKSHOP, folders, key_check(key)) == key
        assert load_key(WORKSHOP, folders, memoryview(key_check(key))) == key
    assert logs == []


def test_with_the_first_copy_gone_the_second_is_used_and_a_warning_says_which_is_missing(
    folders: list[Path],
) -> None:
    key = create_key(WORKSHOP, folders)
    (folders[0] / NAME).unlink()
    with capture_logs() as logs:
        assert load_key(WORKSHOP, folders, key_check(key)) == key
    assert logs == [
        {
            "event": "key_copy_unusable",
            "log_level": "warning",
            "workshop": str(WORKSHOP),
            "folder": 1,
            "there": False,
        }
    ]


@pytest.mark.parametrize("content", [b"", b"short", bytes(32), bytes(33)])
def test_a_damaged_first_copy_is_passed_over(folders: list[Path], content: bytes) -> None:
    key = create_key(WORKSHOP, folders)
    replace(folders[0] / NAME, content)
    with capture_logs() as logs:
        assert load_key(WORKSHOP, folders, key_check(key)) == key
    assert [(entry["folder"], entry["there"]) for entry in logs] == [(1, True)]


def test_a_missing_key_is_missing_and_is_not_made_again(folders: list[Path]) -> None:
    key = create_key(WORKSHOP, folders)
    for folder in folders:
        (folder / NAME).unlink()
    with capture_logs(), pytest.raises(KeyMissing, match=r"^This workshop's key is not there\.$"):
        load_key(WORKSHOP, folders, key_check(key))
    assert [list(folder.iterdir()) for folder in folders] == [[], []]


def test_a_key_of_another_workshop_is_wrong(folders: list[Path]) -> None:
    create_key(WORKSHOP, folders)
    other = create_key(OTHER_WORKSHOP, folders)
    with capture_logs(), pytest.raises(KeyWrong, match=r"^The key on disk is not this workshop's\.$"):
        load_key(WORKSHOP, folders, key_check(other))


def test_a_key_is_not_used_from_memory_once_its_file_is_gone(folders: list[Path]) -> None:
    key = create_key(WORKSHOP, folders[:1])
    load_key(WORKSHOP, folders[:1], key_check(key))
    (folders[0] / NAME).unlink()
    with capture_logs(), pytest.raises(KeyMissing):
        load_key(WORKSHOP, folders[:1], key_check(key))


def test_a_key_is_kept_in_memory_for_a_minute_at_most() -> None:
    assert keys.KEEP_SECONDS == 60


def test_a_kept_key_is_read_from_disk_once_and_again_after_its_time(tmp_path: Path) -> None:
    path, kept = tmp_path / "key", KeptKeys(seconds=0.2)
    path.write_bytes(b"first")
    assert kept.read(path) == b"first"
    path.write_bytes(b"second")
    assert kept.read(path) == b"first"
    assert wait_for_other(kept, path, b"first") == b"second"


def test_what_is_worked_out_from_a_key_is_worked_out_once_and_goes_with_it(folders: list[Path]) -> None:
    check = key_check(create_key(WORKSHOP, folders[:1]))
    first = load_key(WORKSHOP, folders[:1], check).tagger(Purpose.VOTE)
    assert load_key(WORKSHOP, folders[:1], check).tagger(Purpose.VOTE) is first
    keys._kept.forget(folders[0] / NAME)
    assert load_key(WORKSHOP, folders[:1], check).tagger(Purpose.VOTE) is not first


def test_deleting_destroys_every_copy_and_says_how_many(folders: list[Path]) -> None:
    key = create_key(WORKSHOP, folders)
    load_key(WORKSHOP, folders, key_check(key))
    create_key(OTHER_WORKSHOP, folders)
    assert delete_key(WORKSHOP, folders) == 2
    assert [[path.name for path in folder.iterdir()] for folder in folders] == [[OTHER_WORKSHOP.hex]] * 2
    with capture_logs(), pytest.raises(KeyMissing):
        load_key(WORKSHOP, folders, key_check(key))


def test_deleting_overwrites_before_it_deletes(folders: list[Path], tmp_path: Path) -> None:
    key = create_key(WORKSHOP, folders[:1])
    second_name = tmp_path / "second name of the same file"
    second_name.hardlink_to(folders[0] / NAME)
    delete_key(WORKSHOP, folders[:1])
    remains = second_name.read_bytes()
    assert (len(remains), remains == key) == (32, False)


def test_deleting_twice_is_harmless(folders: list[Path]) -> None:
    create_key(WORKSHOP, folders)
    assert [delete_key(WORKSHOP, folders), delete_key(WORKSHOP, folders)] == [2, 0]


def test_after_deleting_a_key_can_be_made_for_a_new_try(folders: list[Path]) -> None:
    first = create_key(WORKSHOP, folders)
    delete_key(WORKSHOP, folders)
    assert create_key(WORKSHOP, folders) != first


def replace(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def wait_for_other(kept: KeptKeys, path: Path, old: bytes) -> bytes | None:
    """What `kept` reads as soon as it is no longer `old`, for five minutes at most."""
    end = time.monotonic() + 300
    while (content := kept.read(path)) == old and time.monotonic() < end:
        time.sleep(0.02)
    return content
