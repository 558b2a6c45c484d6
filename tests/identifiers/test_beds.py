"""Bed and bay numbers."""

import pytest

from tests.identifiers.corpora import find_passages


@pytest.mark.parametrize(
    "written",
    [
        "bed 4",
        "Bed 12",
        "BED 9",
        "bed 22A",
        "bed no. 7",
        "bed number 16",
        "bed #11",
        "bed-4",
        "bed4",
        "bed four",
        "bed B",
        "bay C",
        "Bay 2",
        "bay c",
        "side room 3",
        "side-room 1",
        "cubicle 6",
        "bedspace 8",
        "beds 4 and 5",
        "beds 10-14",
    ],
)
def test_a_bed_with_its_number_or_letter_is_found(written: str) -> None:
    assert find_passages(f"Ask at {written}: they know.") == [("bed", written)]


def test_a_bed_in_a_bay_is_two_findings() -> None:
    assert find_passages("Bay 3 bed 5's lamp") == [("bed", "Bay 3"), ("bed", "bed 5")]


@pytest.mark.parametrize(
    "text",
    [
        "bed blocking",
        "a 24 bed 4 bay unit",
        "turned in bed 4 times a day",
        "in bed 10 days",
        "in bed 2-3 hours",
        "to bed 7pm",
        "to bed 9.30",
        "bed 24/7",
        "bed 100%",
        "beds: 24, staff: 18",
        "beds 2 feet apart",
        "bay 2m wide",
        "bay 2 metres wide",
        "parking bay 3",
        "loading bay B",
        "the disabled bay 1",
        "room 14",
        "bed A&E sent us",
        "bay a long way off",
        "bed I slept in",
        "per bed 3 nurses",
        "bed one of ten",
        "in bed C diff spreads",
        "a flowerbed 4 all",
        "bed bay",
    ],
)
def test_times_sizes_counts_and_car_parks_are_no_beds(text: str) -> None:
    assert find_passages(text) == []
