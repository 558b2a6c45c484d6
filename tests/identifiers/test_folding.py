"""Characters that look alike are read alike, and passages stand where they stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identifiers import find_identifiers, mark_passages
from identifiers.folding import fold
from tests.identifiers.corpora import find_passages


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("nhs_number", "９４３ ４７６ ５９１９"),
        ("nhs_number", "943\u00a0476\u00a05919"),
        ("nhs_number", "943\u2009476\u20095919"),
        ("nhs_number", "943\u2013476\u20115919"),
        ("nhs_number", "943\u200b476\u200b5919"),
        ("nhs_number", "943\u00ad4765919"),
        ("nhs_number", "٩٤٣ ٤٧٦ ٥٩١٩"),
        ("phone", "０７７００ ９００１２３"),
        ("phone", "07700\u202f900123"),
        ("email", "jo＠example．org"),
        ("email", "jo@\u200bexample.org"),
        ("postcode", "ＳＥ１ ７ＥＨ"),
        ("postcode", "SE1\u00a07EH"),
        ("national_insurance", "QQ\u00a012\u00a034\u00a056\u00a0C"),
        ("bed", "bed\u00a0４"),
        ("bed", "be\u200dd 4"),
        ("name", "Dr O’Neill"),
        ("name", "Mrs\u00a0Nguyễn"),
        ("name", "Mrs Nguye\u0302\u0303n"),
        ("name", "Dr Sørensen"),
        ("name", "Mr Łukasz"),
        ("only_one", "I’m the only"),
    ],
)
def test_a_passage_in_unusual_characters_is_found_and_marked_whole(kind: str, written: str) -> None:
    assert find_passages(f"¶ {written}, é…") == [(kind, written)]


def test_a_date_of_birth_in_unusual_characters_is_found() -> None:
    assert find_passages("D\u200bOB:\u00a0１２⁄０３⁄１９４１") == [("birth_date", "１２⁄０３⁄１９４１")]


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "\u202e", "\ufdfa", "\u200b", "👩\u200d⚕️", "\r\n"])
def test_odd_texts_have_no_findings_and_no_errors(text: str) -> None:
    assert find_identifiers(text * 3) == []


def test_a_character_that_stands_for_several_keeps_its_one_place() -> None:
    folded = fold("½ № ß")
    assert folded.text == "1/2 No ss"
    assert folded.find_span(0, 3) == (0, 1)
    assert folded.find_span(7, 9) == (4, 5)


def test_plain_text_is_left_as_it_is() -> None:
    folded = fold("Bed 4\r\n")
    assert folded.text == "Bed 4\r\n"
    assert folded.find_span(0, 5) == (0, 5)


@given(
    st.text(
        alphabet=st.sampled_from(
            "bedBay Mr.PatelDrIamtheonly@SE17H0123456789+()/-'’\u200b\u00a0４éß½\ud800\n"
        )
    )
)
def test_findings_of_any_text_are_in_order_within_it_and_apart(text: str) -> None:
    findings = find_identifiers(text)
    places = [place for finding in findings for place in (finding.start, finding.end)]
    assert places == sorted(places)
    assert all(0 <= finding.start < finding.end <= len(text) for finding in findings)
    assert "".join(passage.text for passage in mark_passages(text, findings)) == text
