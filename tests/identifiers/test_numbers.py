"""NHS numbers, telephone numbers and National Insurance numbers."""

import pytest

from tests.identifiers.corpora import find_passages


@pytest.mark.parametrize(
    "written",
    ["9434765919", "943 476 5919", "943-476-5919", "943.476.5919", "943  476  5919", "943 - 476 - 5919"],
)
def test_an_nhs_number_is_found_however_it_is_spaced(written: str) -> None:
    assert find_passages(f"It was {written}, I think.") == [("nhs_number", written)]


@pytest.mark.parametrize("label", ["NHS number ", "NHS no. ", "nhs no:", "NHS ", "NHS", "NHS number is "])
def test_after_its_label_an_nhs_number_is_found_in_any_grouping(label: str) -> None:
    assert find_passages(f"{label}94 34 76 59 19") == [("nhs_number", "94 34 76 59 19")]


def test_ten_digits_with_a_wrong_check_digit_are_no_nhs_number() -> None:
    assert find_passages("Order 943 476 5918 never came.") == []


def test_ten_equal_digits_are_no_nhs_number_though_their_check_digit_is_right() -> None:
    assert find_passages("Dial 1111111111 or 0000000000 or 555 555 5555") == []


@pytest.mark.parametrize(
    "text", ["12 9434765919 3", "bed 12 943 476 5919", "(943 476 5919)", "x943 476 5919x"]
)
def test_what_stands_around_an_nhs_number_does_not_hide_it(text: str) -> None:
    assert "nhs_number" in [kind for kind, _passage in find_passages(text)]


@pytest.mark.parametrize(
    "text", ["£9434765919", "94347659190", "19434765919", "9434765919.50", "9434765919,000"]
)
def test_part_of_a_longer_number_or_a_sum_is_no_nhs_number(text: str) -> None:
    assert find_passages(text) == []


def test_the_digits_of_a_telephone_number_are_no_nhs_number() -> None:
    # 770 090 0108 alone has a right check digit.
    assert find_passages("770 090 0108") == [("nhs_number", "770 090 0108")]
    assert find_passages("+44 770 090 0108") == [("phone", "+44 770 090 0108")]


@pytest.mark.parametrize(
    "written",
    [
        "07700900123",
        "07700 900123",
        "07700 900 123",
        "07700-900-123",
        "07700.900.123",
        "0 7 7 0 0 9 0 0 1 2 3",
        "+447700900123",
        "+44 7700 900123",
        "+44 (0)7700 900123",
        "(+44) 7700 900123",
        "0044 7700 900123",
        "447700900123",
        "020 7946 0018",
        "(020) 7946 0018",
        "020/7946/0018",
        "01204 523456",
        "0300 123 1234",
        "+353 86 123 4567",
    ],
)
def test_a_telephone_number_is_found_however_it_is_grouped(written: str) -> None:
    assert find_passages(f"Ring {written}.") == [("phone", written)]


def test_of_ten_digits_only_those_of_a_range_that_has_so_few_are_a_telephone_number() -> None:
    assert find_passages("Ring 0800 123456, not 01204 54321") == [("phone", "0800 123456")]


def test_two_telephone_numbers_side_by_side_are_two() -> None:
    assert find_passages("07700 900123 / 07700 900124") == [
        ("phone", "07700 900123"),
        ("phone", "07700 900124"),
    ]


def test_a_bracket_around_a_telephone_number_is_not_part_of_it() -> None:
    assert find_passages("the desk (020 7946 0018)") == [("phone", "020 7946 0018")]


@pytest.mark.parametrize(
    "text",
    [
        "Open 24/7, 365 days",
        "from 2010 to 2020 and 2021-2022",
        "01/02/2024 09:30 to 10:00",
        "room 0123, floor 02",
        "100% of 1,234,567 contacts",
        "£07700900123",
        "£1 400 000 of £14 000 000",
        "ring 111, 999 or 116 123",
        "0800 1111",
        "12345678901",
        "10.20.30.40",
        "+1 for this, +123456789 from me",
        "0 1 2 3 4 5",
    ],
)
def test_other_numbers_are_no_telephone_numbers(text: str) -> None:
    assert find_passages(text) == []


@pytest.mark.parametrize(
    "written", ["AB123456C", "AB 12 34 56 C", "AB-12-34-56-C", "ab 12 34 56 c", "QQ 123456 C"]
)
def test_a_national_insurance_number_is_found_however_it_is_spaced(written: str) -> None:
    assert find_passages(f"I am {written} to them.") == [("national_insurance", written)]


def test_without_its_last_letter_a_national_insurance_number_needs_its_label() -> None:
    assert find_passages("stock code AB 12 34 56") == []
    assert find_passages("NI number AB 12 34 56") == [("national_insurance", "AB 12 34 56")]


@pytest.mark.parametrize(
    "text", ["DA123456C", "GB 12 34 56 A", "AO123456C", "ab 12 34 56 e", "at 10 20 30 a", "XAB123456C"]
)
def test_letters_that_are_never_given_out_make_no_national_insurance_number(text: str) -> None:
    assert find_passages(text) == []
