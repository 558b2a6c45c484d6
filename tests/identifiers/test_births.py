"""Dates of birth."""

import pytest

from tests.identifiers.corpora import find_passages

DATES = [
    "12/03/1941",
    "12/3/41",
    "12-03-1941",
    "12.3.41",
    "12 03 1941",
    "1941-03-12",
    "12031941",
    "12 March 1941",
    "12th of March 1941",
    "12 Mar '41",
    "March 12, 1941",
    "Mar 1941",
    "12 March",
    "Wednesday 12 March 1941",
]


@pytest.mark.parametrize("date", DATES)
def test_a_date_after_a_label_is_a_date_of_birth(date: str) -> None:
    assert find_passages(f"DOB: {date}, alone") == [("birth_date", date)]


@pytest.mark.parametrize(
    "lead",
    [
        "born ",
        "She was born on the ",
        "dob ",
        "D.O.B. ",
        "Date of birth: ",
        "birthday is ",
        "DOB:\n",
        "birthdate=",
    ],
)
def test_all_labels_are_known(lead: str) -> None:
    assert find_passages(f"{lead}12 March 1941") == [("birth_date", "12 March 1941")]


def test_the_date_may_come_first() -> None:
    assert find_passages("12/03/1941 (DOB)") == [("birth_date", "12/03/1941")]
    assert find_passages("12/03/1941 is her date of birth") == [("birth_date", "12/03/1941")]


@pytest.mark.parametrize(
    "text",
    [
        "The NHS was born on 5 July 1948.",
        "People born before 1 September 1957 get a letter.",
        "Babies born on 1 January wait until June.",
        "This team was born on 1 April 2020.",
        "We ask for date of birth 9 times.",
        "We ask for the date of birth. From 1 April 2025 we should not.",
        "born in 1941, born in May",
        "newborn, 3/4 of them by 1 June 2024",
        "Review on 12/03/2024 and on 1 June.",
        "A birthday card on 1 March for every carer.",
        "DOB/12/34567",
    ],
)
def test_other_dates_and_dates_of_many_are_no_date_of_birth(text: str) -> None:
    assert find_passages(text) == []


def test_a_date_far_from_the_label_is_another_date() -> None:
    assert find_passages(f"date of birth {'and so on ' * 6} 12 March 2024") == []
