"""Names of patients without a title."""

import pytest

from identifiers import find_identifiers, looks_like_patient
from tests.identifiers.corpora import find_passages


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On our unit patient Olu waits each Friday.", "Olu"),
        ("A patient called Joan Ames fell twice.", "Joan Ames"),
        ("The resident, named Olu, cries at night.", "Olu"),
        ("Our client's name is Femi.", "Femi"),
        ("pt. Olu Adeyemi needs a hoist", "Olu Adeyemi"),
        ("A service user Karen said no.", "Karen"),
    ],
)
def test_a_patients_name_is_found_and_holds_the_text(text: str, name: str) -> None:
    assert find_passages(text) == [("name", name)]
    assert looks_like_patient(find_identifiers(text))


def test_a_named_patient_in_a_bed_on_a_ward_is_three_findings() -> None:
    text = "Bed 4 on Ward 12, patient Olu, waits for transport each Friday."
    assert find_passages(text) == [("bed", "Bed 4"), ("ward", "Ward 12"), ("name", "Olu")]


@pytest.mark.parametrize(
    "text",
    [
        "The patient Passport helps.",
        "Use Patient Knows Best for letters.",
        "Patient Transport Service is late.",
        "Every patient Mediwell app needs a password.",
        "Resident doctors are tired, client NHS numbers are long.",
        "We ring each patient Monday to Friday.",
        "A patient I know waits.",
        "Patients Like Me",
    ],
)
def test_what_is_named_after_patients_is_nobody(text: str) -> None:
    assert find_passages(text) == []
