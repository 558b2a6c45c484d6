"""What pages and the queue make of findings, and what is told about them."""

import pytest
from structlog.testing import capture_logs

from identifiers import Finding, Kind, find_identifiers, looks_like_patient, mark_passages
from identifiers.all_recognisers import merge_overlaps


def test_a_text_is_cut_into_its_passages_without_loss() -> None:
    text = "Bed 4: ask Mr Patel"
    bed, name = find_identifiers(text)
    assert mark_passages(text, [bed, name]) == [("Bed 4", bed), (": ask ", None), ("Mr Patel", name)]


def test_findings_may_come_in_any_order() -> None:
    text = "Bed 4: ask Mr Patel."
    findings = find_identifiers(text)
    assert mark_passages(text, reversed(findings)) == mark_passages(text, findings)


def test_a_text_without_findings_is_one_piece_and_an_empty_one_none() -> None:
    assert mark_passages("All well", []) == [("All well", None)]
    assert mark_passages("", []) == []


def test_nothing_is_escaped_or_made_into_html() -> None:
    assert mark_passages("<b>", []) == [("<b>", None)]


@pytest.mark.parametrize(
    "text",
    [
        "NHS number 943 476 5919",
        "She was born on 12 March 1941.",
        "Mrs Khan in bed 4",
        "bed 4 (Mrs Khan)",
        "Mr Patel, SE1 7EH",
        "Mr Patel chairs the meeting.",
        "Dr Ng, SE1 7EH",
        "Taxis from 12 Canal Walk",
        "to dialysis on Ward 7",
        "The man in bed 4 fell.",
    ],
)
def test_what_points_at_one_person_is_to_be_held(text: str) -> None:
    assert looks_like_patient(find_identifiers(text)) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The socket at bed 4 is broken.",
        "Ward 7 needs chairs.",
        "My manager Karen Smith said no.",
        "Bed 4, SE1 7EH",
        "Ring 07700 900123 or jo@example.org.",
        "I am the only nurse here.",
    ],
)
def test_a_colleague_a_place_or_the_author_alone_are_only_warned_about(text: str) -> None:
    assert looks_like_patient(find_identifiers(text)) is False


def test_each_finding_says_whether_it_holds_a_text() -> None:
    text = "943 476 5919, DOB 12/03/1941, bed 4, Mrs Khan, Dr Ng, SE1 7EH, jo@example.org, 07700 900123"
    assert [(finding.kind, finding.holds) for finding in find_identifiers(text)] == [
        (Kind.NHS_NUMBER, True),
        (Kind.BIRTH_DATE, True),
        (Kind.BED, True),
        (Kind.NAME, True),
        (Kind.NAME, True),
        (Kind.POSTCODE, False),
        (Kind.EMAIL, False),
        (Kind.PHONE, False),
    ]


def test_overlapping_findings_become_one_of_the_kind_that_ranks_first() -> None:
    phone, number = Finding(Kind.PHONE, 5, 16), Finding(Kind.NHS_NUMBER, 0, 10, holds=True)
    assert merge_overlaps([phone, number]) == [Finding(Kind.NHS_NUMBER, 0, 16, holds=True)]


def test_findings_that_only_touch_stay_apart() -> None:
    first, second = Finding(Kind.BED, 0, 5), Finding(Kind.NAME, 5, 9)
    assert merge_overlaps([second, first]) == [first, second]


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_says_why_and_what_to_do_instead(kind: Kind) -> None:
    sentences = str(Finding(kind, 0, 1).message).split(". ")
    assert len(sentences) >= 2
    assert any(sentence.startswith(("Write", "Leave")) for sentence in sentences)


def test_nothing_is_logged_and_a_printed_finding_holds_no_word_of_the_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with capture_logs() as logs:
        findings = find_identifiers("Mrs Khan, bed 4, +44 7700 900123, 943 476 5919")
    assert (logs, caplog.records) == ([], [])
    assert [word for word in ("Khan", "7700", "943") if word in repr(findings)] == []


def test_each_of_the_first_example_is_found_and_the_text_held() -> None:
    text = "Taxis for Mr Olu Adeyemi, 12 Canal Walk, to dialysis on Ward 7. My manager Karen Smith said no."
    found = [(one.kind, text[one.start : one.end], one.holds) for one in find_identifiers(text)]
    assert found == [
        (Kind.NAME, "Mr Olu Adeyemi", True),
        (Kind.STREET, "12 Canal Walk", True),
        (Kind.WARD, "Ward 7", True),
        (Kind.COLLEAGUE, "Karen Smith", False),
    ]
