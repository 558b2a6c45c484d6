"""Names of patients without a title: "patient Olu", "a resident called Joan Ames"."""

import re
from collections.abc import Iterator

from identifiers.colleagues import NAME, measure_name
from identifiers.findings import Finding, Kind
from identifiers.names import is_in_headline

WHO = r"(?:patient|inpatient|outpatient|resident|client|service[ -]user|pt)"
LINK = r"(?:,?[ ](?:is[ ]|was[ ])?(?:called|named)[ ]|'s name(?:'s| is| was)[ ]|\.?[ ])"
PATIENT = re.compile(rf"(?<![\w'-])(?i:{WHO}){LINK}(?P<name>{NAME})")
# Programs, offices and papers that are named after patients.
NOT_THEIRS_WORDS = """
    access choice passport portal charter voice safety transport experience participation advice advisory
    liaison knows record records online hub line aid opinion information association services service
    group groups forum panel council board journey flow care first focus focused leader leaders partner
    partners initiated activated reported specific centred centered safe owned held choose books booking
    administration level summary data index master app apps plan plans view viewer check checks survey
    questionnaire story stories education support transfer discharge doctor doctors engagement involvement
    representative representatives advocate advocates association user users identifier number id
"""
THING_AFTER = re.compile(
    r"[ ](?:app|apps|system|form|forms|portal|page|project|programme|pathway|score|tool|kit|card|chart"
    r"|call|calls|group|line|team|forum|day|week|model|method|scheme|machine|pump|chair|bed|database"
    r"|software|account)\b",
    re.IGNORECASE,
)
NOT_THEIRS = frozenset(NOT_THEIRS_WORDS.split())


def find_patients(text: str) -> Iterator[Finding]:
    """Yield each name in a folded text that stands behind a word for a patient; it holds the text."""
    for match in PATIENT.finditer(text):
        if match["name"].split()[0].lower() in NOT_THEIRS or is_in_headline(text, match):
            continue
        end = match.start("name") + measure_name(text, match)
        if end > match.start("name") and not THING_AFTER.match(text, end):
            yield Finding(Kind.NAME, match.start("name"), end, holds=True)
