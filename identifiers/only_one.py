"""Authors who give themselves away: "I am the only …"."""

import re
from collections.abc import Iterator

from identifiers.findings import Finding, Kind

ADVERBS = (
    r"(?:(?:now|currently|still|presently|probably|also|actually|at present|effectively|basically|apparently"
    r"|really|literally|simply|just|already|in fact)\s){0,2}"
)
WHOSE = r"(?:(?:the|their|our|your|this|my)\s(?:[\w-]{1,20}'s\s)?|[\w-]{1,20}'s\s)"
ONLY = r"(?:one and only|only|sole|lone|single(?!\s+most)|last(?!\s+(?:to|person|one|thing|straw|in|word)\b))"
FEW = r"one of\s(?:(?:only|just|the|about)\s){0,2}(?:two|three|2|3)(?!\s+in\b)"
I_TODAY = r"I(?:'m|m| am| was|'ve been| have been| happen to be| remain)"
MINE = r"mine (?:is|was)|my (?:post|job|role) (?:is|was)"
I_AM = re.compile(
    rf"\b(?:{I_TODAY}|{MINE})(?:,\s[\w ]{{1,20}},)?\s{ADVERBS}"
    rf"(?:{WHOSE}{ONLY}|{FEW})\b(?P<one>\s(?:one|person)\b)?"
    r"|\bwe(?:'re| are) the only (?:two|three|2|3)\b",
    re.IGNORECASE,
)
# "the only one who thinks …" is an opinion, not a place of work.
OPINION = re.compile(
    r"\s(?:who|that|to)\s(?:\w+ly\s|ever\s|still\s)?(?:thinks?|feels?|believes?|finds?|notice[sd]?|sees?|says?"
    r"|wonders?|wants?|likes?|hates?|miss(?:es)?|cares?|minds?|worries|remembers?|hopes?)\b",
    re.IGNORECASE,
)
AS_ONLY = re.compile(rf"\bas\s{WHOSE}(?:only|sole|lone)\b", re.IGNORECASE)
WORKERS = re.compile(
    r"\s(?:[\w-]+\s){0,3}?(?:nurses?|midwife|doctor|gp|physio\w*|\w+therapist|therapist|pharmacist|dietitian"
    r"|podiatrist|psycholog\w+|psychiatrist|worker|carer|hca|ot|odp|slt|assistant|porter|cleaner|interpreter|manager"
    r"|matron|sister|consultant|registrar|paramedic|technician|receptionist|secretary|trainer|trainee|student"
    r"|practitioner|specialist|visitor|chaplain|man|woman|male|female|person|member|one)\b",
    re.IGNORECASE,
)


def find_only_ones(text: str) -> Iterator[Finding]:
    """Yield each passage of a folded text in which the author says that there is nobody else like them."""
    for match in I_AM.finditer(text):
        if not (match["one"] and OPINION.match(text, match.end())):
            yield Finding(Kind.ONLY_ONE, *match.span())
    for match in AS_ONLY.finditer(text):
        if WORKERS.match(text, match.end(), match.end() + 60):
            yield Finding(Kind.ONLY_ONE, *match.span())
