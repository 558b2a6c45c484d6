"""Titles with surnames."""

import pytest

from identifiers import find_identifiers
from tests.identifiers.corpora import find_passages


@pytest.mark.parametrize(
    "written",
    [
        "Mr Patel",
        "Mr. Patel",
        "Mr.Patel",
        "MR PATEL",
        "mr patel",
        "Mrs SINGH",
        "Ms Fernandes-Lopez",
        "Miss J. Ramos",
        "Mx Taylor",
        "Dr. O'Neill",
        "Dr Al-Hassan",
        "dr o'neill",
        "Dr Ng",
        "Dr J. K. Rahman",
        "Dr van der Berg",
        "Mrs St. John",
        "Mrs de Souza Lima",
        "Prof Sir Colm Byrne",
        "Professor McAllister",
        "Sister Mary",
        "sister Joan",
        "Matron Clarke",
        "Staff Nurse Jones",
        "nurse Patel",
        "Rev. Thompson",
        "Mr and Mrs Khan",
        "Mr & Mrs Khan",
    ],
)
def test_a_title_with_a_surname_is_found(written: str) -> None:
    assert find_passages(f"I think {written} said so.") == [("name", written)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Mrs Khan's cat", "Mrs Khan"),
        ("Tell Mr Patel Monday is fine", "Mr Patel"),
        ("Nurse, Sister Mary and I", "Sister Mary"),
        ("Professor Sister Mary", "Professor Sister Mary"),
        ("Letters\nMr Patel\nMonday", "Mr Patel"),
    ],
)
def test_what_follows_a_name_is_not_part_of_it(text: str, written: str) -> None:
    assert find_passages(text) == [("name", written)]


@pytest.mark.parametrize(
    "text",
    [
        "the GP, the Dr and the nurse",
        "Mr and Mrs are on the form",
        "Mr X and Mrs Y",
        "Dr Who? Dr Google!",
        "the dr is late, the mr scan too",
        "dr led clinics, dr appointments",
        "MS nurse, MR scanner, Ms Teams",
        "I asked the Prof. Laughter followed.",
        "Ask the nurse. Patience helps.",
        "Nurse In Charge, Nurse Practitioner, Sister Ward",
        "Miss Monday's clinic",
        "Miss one and wait",
        "Let Every Doctor Spend A Day With Us",
        "Why We Miss Half Of It",
        "Sir or Madam",
        "Sister\nMary",
        "my sister and my father",
        "Ward sister Tuesday to Friday",
        "DR NHS",
    ],
)
def test_titles_alone_and_common_phrases_are_no_names(text: str) -> None:
    assert find_passages(text) == []


def test_in_a_headline_a_title_that_cannot_be_another_word_still_counts() -> None:
    assert find_passages("Give Mr Patel His Own Front Door Key") == [("name", "Mr Patel")]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Mrs Khan", True),
        ("mr patel", True),
        ("Sister Mary", True),
        ("Dr Ng", True),
        ("ms khan", True),
        ("miss jones", True),
        ("dr bleepson", False),
    ],
)
def test_a_title_with_a_surname_holds_a_text_unless_small_letters_leave_a_doubt(
    text: str, holds: bool
) -> None:
    assert [finding.holds for finding in find_identifiers(text)] == [holds]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ask mr olu adeyemi today", "mr olu adeyemi"),
        ("Mrs May fell", "Mrs May"),
        ("Mr Will Turner", "Mr Will Turner"),
        ("Mr Zbigniew K. Pawlak", "Mr Zbigniew K. Pawlak"),
        ("for Mr J.P. it is late", "Mr J.P."),
        ("MS KHAN RANG", "MS KHAN"),
        ("saw Mr\nRosenberg", "Mr\nRosenberg"),
        ("Ms Nguyễn Thị Lan rang", "Ms Nguyễn Thị Lan"),
    ],
)
def test_given_names_initials_and_names_of_any_origin_belong_to_it(text: str, written: str) -> None:
    assert find_passages(text) == [("name", written)]


@pytest.mark.parametrize(
    "text",
    [
        "the Sir Ludwig Guttmann Centre",
        "Lady Margaret Road clinic",
        "Dame Cicely Saunders Hospice",
        "ms patients need time",
        "I miss lunch",
        "MS NURSE",
        "mr scanner",
    ],
)
def test_places_and_illnesses_are_no_names(text: str) -> None:
    assert find_passages(text) == []
