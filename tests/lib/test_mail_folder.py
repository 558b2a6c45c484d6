"""The letters of local mode: files in the order they were written, that only their owner reads."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMessage

from ideas_platform.lib.mail_folder import MailFolder, write_letter


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    """Return the folder of the letters; it is not there yet."""
    settings.MAIL_DIR = tmp_path / "mail"
    return tmp_path / "mail"


def letter(subject: str = "123456 is your code", body: str = "Come in.") -> EmailMessage:
    return EmailMessage(subject, body, "ideas@localhost", ["maria@trust.example"])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_letter_can_be_read_by_a_person(folder: Path) -> None:
    place = write_letter(letter(body="Hello,\n\ncome in: “now”."), folder)
    assert place.read_text(encoding="utf-8").splitlines() == [
        "From: ideas@localhost",
        "To: maria@trust.example",
        "Subject: 123456 is your code",
        "",
        "Hello,",
        "",
        "come in: “now”.",
    ]


def test_letters_are_numbered_and_the_newest_is_the_last(folder: Path) -> None:
    assert MailFolder().send_messages([letter("One"), letter("Two"), letter("Three")]) == 3
    assert names(folder) == ["0001-one.txt", "0002-two.txt", "0003-three.txt"]


def test_numbers_go_on_after_the_highest_that_is_there(folder: Path) -> None:
    folder.mkdir()
    for name in ("0007-old.txt", "notes.txt", "99-folder"):
        (folder / name).touch()
    assert write_letter(letter("New"), folder).name == "0008-new.txt"


def test_only_their_owner_reads_letters(folder: Path) -> None:
    place = write_letter(letter(), folder)
    assert (folder.stat().st_mode & 0o777, place.stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("", "0001-letter.txt"),
        ("“…”", "0001-letter.txt"),
        ("../../etc/passwd", "0001-etcpasswd.txt"),
        ("a\x00b/c", "0001-abc.txt"),
        ("x" * 300, f"0001-{'x' * 60}.txt"),
    ],
)
def test_no_subject_leads_out_of_the_folder(folder: Path, subject: str, name: str) -> None:
    assert write_letter(letter(subject), folder) == folder / name


def test_two_letters_at_once_get_two_numbers(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _number: write_letter(letter("Same"), folder), range(40)))
    assert names(folder) == [f"{number:04}-same.txt" for number in range(1, 41)]


def test_nothing_is_left_of_a_letter_that_could_not_be_written(folder: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_letter(letter(body="\ud800"), folder)
    assert [name for name in names(folder) if name.endswith(".txt")] == []


def test_only_the_newest_letters_with_a_code_stay(folder: Path) -> None:
    for number in range(30):
        MailFolder().send_messages(
            [letter(f"{number:06} is your code"), letter(f"This week: 2026 plans, {number}")]
        )
    kept = names(folder)
    codes = [name for name in kept if name.endswith("is-your-code.txt")]
    assert [int(name[5:11]) for name in codes] == list(range(10, 30))
    assert len(kept) - len(codes) == 30


@pytest.mark.parametrize(
    "subject", ["0123456789 is your code", "012 345 is your code", "012-345 is your code"]
)
def test_a_code_is_known_however_it_is_written(folder: Path, subject: str) -> None:
    for _each in range(21):
        MailFolder().send_messages([letter(subject)])
    assert len(names(folder)) == 20


def test_a_year_or_a_telephone_number_later_in_the_subject_is_no_code(folder: Path) -> None:
    for _each in range(21):
        MailFolder().send_messages([letter("2026: ring 020 7946 0123")])
    assert len(names(folder)) == 21
