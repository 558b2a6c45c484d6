"""E-mail addresses and postcodes."""

import pytest

from tests.identifiers.corpora import find_passages


@pytest.mark.parametrize(
    "written",
    [
        "jo@example.org",
        "Jo.Bloggs+ward7@mail.example.co.uk",
        "o'brien@example.org",
        "JO_B@EXAMPLE.ORG",
        "jo @ example.org",
        "jo [at] example.org",
        "jo(at)example(dot)org",
        "jo at example dot org",
    ],
)
def test_an_email_address_is_found_also_where_its_signs_are_words(written: str) -> None:
    assert find_passages(f"Write to {written}, please.") == [("email", written)]


@pytest.mark.parametrize(
    "text",
    [
        "2 nurses @ £12.50",
        "look @ me",
        "@nurses everywhere",
        "meet at home",
        "at 9.30 dot",
        "a@b",
        "band5@12.50",
    ],
)
def test_a_sign_that_means_at_alone_is_no_email_address(text: str) -> None:
    assert find_passages(text) == []


@pytest.mark.parametrize(
    "written",
    ["SE1 7EH", "SE17EH", "se1 7eh", "SE1  7EH", "SW1A 2AA", "E17 4JF", "W1T 3JH", "N1 9GU", "EN2-6NH"],
)
def test_a_postcode_is_found_with_and_without_its_space(written: str) -> None:
    assert find_passages(f"She lives in {written} alone.") == [("postcode", written)]


@pytest.mark.parametrize(
    "text",
    [
        "SW1 and N16 have one van",
        "ward E2 2nd floor",
        "ward SW1 4 beds",
        "vitamin B12 1mg, B12 5ug",
        "M25 2pm",
        "W3 4hr wait",
        "code A4 4AB",
        "QX1 2AB",
        "SE1 7EM",
        "XSE1 7EH",
        "SE1 7EHX",
    ],
)
def test_areas_wards_doses_and_codes_are_no_postcodes(text: str) -> None:
    assert find_passages(text) == []
