"""Names of people one works or lives with: "my manager Karen Smith", "Karen, our matron"."""

import re
from collections.abc import Iterator

from identifiers.findings import Finding, Kind
from identifiers.names import PARTICLES, is_in_headline, is_surname
from identifiers.not_names import NOT_LOWER_NAMES

RANK = (
    r"(?:(?:line|ward|team|service|site|area|deputy|practice|general|care|old|new|former|direct"
    r"|senior|lead|clinical"
    r"|own|current|last|previous|night|day|best|staff|charge|head|assistant|nurse|bank|student"
    r"|locum|community"
    r"|district|regional|operations|medical|nursing|junior|good|dear|poor|lovely|big|younger"
    r"|older)[ ]){0,2}"
)
ROLE = (
    r"(?:manager|mgr|boss|supervisor|colleague|co-?worker|workmate|teammate|team[ -]?leader"
    r"|leader|lead|matron|consultant"
    r"|registrar|sister|charge nurse|nurse|midwife|doctor|gp|physio(?:therapist)?|ot|therapist"
    r"|dietitian|pharmacist"
    r"|psychologist|social worker|paramedic|hca|healthcare assistant|support worker|carer|porter"
    r"|cleaner|domestic"
    r"|housekeeper|receptionist|secretary|ward clerk|clerk|administrator|admin|coordinator"
    r"|co-ordinator|director"
    r"|chief (?:executive|exec|nurse)|ceo|head of [a-z]+|band [2-9][ab]?|mentor|preceptor"
    r"|educator|assessor|trainer"
    r"|tutor|student|apprentice|trainee|deputy|chaplain|volunteer|friend|mate|buddy|partner"
    r"|husband|wife|son|daughter"
    r"|mum|mother|dad|father|brother|nan|aunt|uncle|neighbour|landlord|rep|union rep)s?"
)
WHOSE = r"(?:my|our|the|their|his|her|your|a)"
LINK = (
    r"(?:[ ]of (?:mine|ours))?(?:,?[ ](?:is|was)(?:[ ]called)?[ ]|,?[ ](?:called|named)[ ]"
    r"|'s name(?:'s| is| was)[ ]"
    r"|'s called[ ]|[ ]?[(][ ]?|,[ ]|[ ]-[ ]|[ ])"
)
WORD = r"[A-Z](?:[A-Za-z]|['-](?=[A-Za-z]{2}))+"
NAME = rf"{WORD}(?:[ ](?:[A-Z]\.?[ ])?{PARTICLES}{WORD}){{0,2}}"
AFTER_ROLE = re.compile(rf"\b(?i:{WHOSE}[ ]{RANK}{ROLE}){LINK}(?P<name>{NAME})")
WITHOUT_WHOSE = re.compile(
    rf"(?<![\w-])(?i:(?:ward |line |team |service )?(?:manager|leader|supervisor)|consultant"
    rf"|registrar|colleague)[ ]"
    rf"(?P<name>{WORD}[ ](?:[A-Z]\.?[ ])?{PARTICLES}{WORD})"
)
AND_ANOTHER = re.compile(rf"[ ](?:and|&)[ ](?P<name>{NAME})")
BEFORE_ROLE = re.compile(rf"(?<![\w'-])(?P<name>{NAME}),? (?:\(|is |was )?(?:my|our) (?i:{RANK}{ROLE})\b")
VERBS = (
    r"said|says|told|tells|is|was|has|had|does|did|will|won't|never|always|shouts|shouted|left"
    r"|wants|thinks|blocks"
    r"|refuses|refused|agreed|gets|got|runs|keeps|takes|makes|laughed|ignored|ignores|knows"
    r"|asked|asks|cries|cried"
)
LOWER = re.compile(
    rf"\b(?i:my|our) {RANK}{ROLE},?[ ](?P<name>[a-z]{{3,20}}(?: [a-z]{{3,20}})?),? (?:{VERBS})\b"
)
PLACE_BEFORE = re.compile(
    r"\b(?:at|in|from|of|to|near|on|for|by|with|after|since|until|every)[ ]$", re.IGNORECASE
)
STARTS_SENTENCE = re.compile(r"(?:^|[.!?:;\n])\s*$")
NOT_IN_LOWER_WORDS = """
    upstairs downstairs nearby alone abroad there here who which whose does really nearly hardly only
    else simply today tomorrow yesterday tonight either neither both all each but and for from with
    without before after role post job place office team group cover clinic training support service
    services whom since until
"""
NOT_IN_LOWER = frozenset(NOT_IN_LOWER_WORDS.split())
# Programs, firms, languages and jobs that stand behind a role as a name would.
NOT_SAID_WORDS = """
    facebook zoom teams microsoft datix whatsapp email outlook excel word app apps intranet internet
    bupa unison unite mind age scope macmillan barts guy guys homerton newham whipps king kings nhs
    trust council federation union allowance english bengali turkish polish somali french arabic urdu
    year years red blue green cross alzheimer parkinson crohn huntington down covid surgeon physician
    radiographer dietician chair post posts role connect direct online update updates bulletin news
    forum academy college university school hackney tower london england britain europe africa india
    pakistan nigeria poland ireland scotland wales christmas god
"""
NOT_SAID = frozenset(NOT_SAID_WORDS.split())
PROFESSION = re.compile(
    r"(?:ologists?|iatrists?|icians?|graphers?|metrists?|therapists?|etists?|nurses?|wives)$"
)
NOT_SOMEBODY = re.compile(
    rf"(?:{WORD}[ ]){{1,2}}(?:Council|Health|Hospital|Trust|Centre|Cross|University|College"
    rf"|School|Road|Street|Park"
    r"|House|Ward|Clinic|UK|Association|Society|Service|Team|Unit)\b"
)
SHORTEST_IN_CAPITALS = 5
NOT_FIRST = frozenset(
    {"The", "A", "An", "I", "We", "My", "Our", "Is", "Not", "At", "In", "On", "To", "Covid", "Teams"}
)


def find_colleagues(text: str) -> Iterator[Finding]:
    """Yield each name in a folded text that stands beside what somebody is to the writer."""
    yield from _find_after_role(text)
    others = ((WITHOUT_WHOSE, _is_whole_name), (BEFORE_ROLE, _is_before_role), (LOWER, _is_in_small_letters))
    for pattern, is_meant in others:
        for match in pattern.finditer(text):
            if is_meant(text, match):
                yield Finding(Kind.COLLEAGUE, *match.span("name"))


def _find_after_role(text: str) -> Iterator[Finding]:
    for match in AFTER_ROLE.finditer(text):
        length = 0 if is_in_headline(text, match) else measure_name(text, match)
        if not length:
            continue
        end = match.start("name") + length
        yield Finding(Kind.COLLEAGUE, match.start("name"), end)
        other = AND_ANOTHER.match(text, end)
        if other and measure_name(text, other):
            yield Finding(Kind.COLLEAGUE, *other.span("name"))


def _is_whole_name(text: str, match: re.Match[str]) -> bool:
    return measure_name(text, match) == len(match["name"]) and not is_in_headline(text, match)


def _is_in_small_letters(_text: str, match: re.Match[str]) -> bool:
    return all(_is_small_name(word) for word in match["name"].split())


def measure_name(text: str, match: re.Match[str]) -> int:
    """Return how many letters of what was matched are a name: up to the first common word, 0 for none."""
    words = match["name"].split()
    if not _is_given(words[0]) or NOT_SOMEBODY.match(text, match.start("name")):
        return 0
    length = len(words[0])
    for word in words[1:]:
        if len(word.strip(".")) > 1 and word[0].isupper() and not is_surname(word):
            break
        length += 1 + len(word)
    return length


def _is_given(word: str) -> bool:
    if word in NOT_FIRST or not is_surname(word) or word.lower() in NOT_SAID or PROFESSION.search(word):
        return False
    return not (word.isupper() and len(word) < SHORTEST_IN_CAPITALS)


def _is_before_role(text: str, match: re.Match[str]) -> bool:
    words = match["name"].split()
    if not all(is_surname(word) for word in words if len(word) > 2) or words[0] in NOT_FIRST:
        return False
    if PLACE_BEFORE.search(text, max(0, match.start() - 8), match.start()):
        return False
    return len(words) > 1 or not _only_begins_sentence(text, match)


def _only_begins_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether this one word may have its capital from the sentence that it begins: "Lately my manager"."""
    if match.start() and not STARTS_SENTENCE.search(text, max(0, match.start() - 3), match.start()):
        return False
    return match["name"].endswith("ly") or "," not in text[match.end("name") :][:2]


def _is_small_name(word: str) -> bool:
    if word in NOT_LOWER_NAMES or word in NOT_IN_LOWER:
        return False
    return not word.endswith(("ly", "ing", "ed", "tion", "ment"))
