"""Wards and beds beside a person or an illness: with both, whoever was there knows who it was."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from identifiers.findings import Finding, Kind

WARD = re.compile(
    r"(?<![\w-])(?:[Ww]ard|WARD)(?:[ ]?(?i:no|nr|number)\b\.?)?[ -]{0,2}(?:\d{1,3}[ ]?[A-Da-d]?"
    r"|[A-Z]\d{0,2}|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))(?![\w&'-])"
)
NAMED_WARD = re.compile(
    r"(?<![\w'-])(?!(?:The|This|That|Each|Every|Our|My|Your|One|Any|Another|Which|What"
    r"|No)\b)[A-Z][a-z]{2,20}[ ]"
    r"(?:Ward|(?<=\bon \w{4} )ward)(?![\w'-])"
)
SENTENCE_END = re.compile(r"[.!?;](?=\s|$)|\n")
LONGEST_SENTENCE = 300
TITLE_END = re.compile(r"\b(?:mr|mrs|ms|dr|prof|st|no|rev)$", re.IGNORECASE)
SOMEBODY = (
    r"lady|gentleman|gent|man|woman|bloke|chap|guy|lad|lass|boy|girl|child|baby|newborn|toddler"
    r"|teenager|youth"
    r"|patient|resident|inpatient|client|mother|father|mum|mummy|mam|mom|dad|nan|nana|gran"
    r"|granny|grandad|grandpa"
    r"|grandmother|grandfather|wife|husband|son|daughter|sister-in-law|brother|aunt|auntie|uncle"
    r"|widow|widower"
    r"|person|soul|fella|kid|infant|twin|cousin|neighbour|relative|fiance|driver|builder|teacher"
    r"|farmer|priest|nun"
    r"|vicar|policeman|policewoman|lawyer|footballer|singer|actor|actress|widower|orphan"
    r"|prisoner|inmate|refugee|asylum seeker|traveller|tourist|veteran|soldier|pensioner|amputee|diabetic"
    r"|alcoholic|addict|asthmatic|epileptic|schizophrenic|paraplegic|tetraplegic|year old|yr old|yo|yo"
)
PERSON = re.compile(
    rf"\b(?:the|this|that|an?|my|our|his|her|their|your|one|another|\w+'s|old|young|elderly|poor)[ ]"
    rf"(?:[\w-]+[ ]){{0,3}}?(?:{SOMEBODY})\b(?!'s (?:room|day|ward|unit))"
    r"|\b\d{1,3}[ -]?(?:yo|y/o|yrs?[ -]old|years?[ -]old)\b|\b(?:he|she|him|hers|his)\b|\bher\b"
    r"|^(?:old lady|old man|lady|gentleman|woman|man)\b",
    re.IGNORECASE,
)
# "The patient kitchen" is no patient, and "he runs ward 4" is no patient's ward.
THINGS = re.compile(
    r"\b(?:patient|client|resident|child|baby|mother) (?:experience|flow|safety|kitchen|lounge"
    r"|care|transport|notes"
    r"|records?|information|feedback|groups?|menus?|day|at a time|satisfaction|journey|lists?"
    r"|property|meals?"
    r"|leaflets?|forum|protection|health|board|stories|voice|wifi|tv|line|contact|facing|led"
    r"|centred|numbers)\b",
    re.IGNORECASE,
)
AT_WORK = re.compile(
    r"\b(?:runs?|ran|manages?|managed|covers?|covered|leads?|works|worked|working|office|idea"
    r"|rota|shifts?|my job)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"(?:he|she|him|her|hers|his)", re.IGNORECASE)
# "A patient on ward 4 should …" is about whoever comes.
ANYBODY = re.compile(
    r"\b(?:should|shall|must|would|could use|can be|might|may|ought|every|each|any|anyone|anybody|everyone"
    r"|everybody|whoever|if|imagine|whether|usually|often|always|parking|who works)\b",
    re.IGNORECASE,
)
ILLNESS = re.compile(
    r"\b(?:dialysis|haemodialysis|chemo\w*|radiotherapy|cancer|tumou?r|leuk\w+|lymphoma|myeloma|stroke|TIA"
    r"|heart (?:attack|failure)|cardiac arrest|seps\w+|septic|overdos\w+|suicid\w+"
    r"|self[- ]harm\w*|psychosis|psychotic"
    r"|schizo\w+|bipolar|depress\w+|anorexi\w+|bulimi\w+|dementia|alzheimer\w*|delirium"
    r"|diabet\w+|hypo|dka|copd"
    r"|pneumonia|tb|tuberculosis|hiv|aids|hepatitis|mrsa|c\.? ?diff|covid|epilep\w+|seizures?"
    r"|parkinson\w*|mnd"
    r"|multiple sclerosis|amput\w+|fractur\w+|broken (?:hip|leg|arm|neck|pelvis|back|jaw)|hip"
    r"|stoma|colostomy"
    r"|catheter|trache\w+|trachy|pressure (?:sores?|ulcers?)|miscarr\w+|stillb\w+"
    r"|(?:pre-?)?eclampsia|in labour"
    r"|pregnan\w+|abortion|termination|incontinen\w+|detox|withdrawal|dehydrat\w+|haemorrhage|bleed|burns"
    r"|abscess|cellulitis|gangrene|(?:kidney|renal|liver|organ) failure|transplant|blind|deaf"
    r"|autis\w+|down's"
    r"|learning disabilit\w+|asthma\w*|angina|anaphyla\w+|end of life|dying|palliative|died"
    r"|meningitis|scabies"
    r"|syphilis|appendi\w+|pancreatitis|crohn's|colitis|ulcer|cirrhosis|jaundice|sickle cell"
    r"|lupus|gout|arthritis"
    r"|thrombosis|dvt|embolism|aneurysm|encephal\w+|hernia|gallstones?|kidney stones?|uti|cystic fibrosis"
    r"|muscular dystrophy|spina bifida|cerebral palsy|paralys\w+|(?:quadri|hemi|para"
    r"|tetra)pleg\w+|coma|head injury"
    r"|brain (?:injury|bleed)|stab(?:bed|bing)|gunshot|malnutrition|malnourished|hysterectomy"
    r"|mastectomy|pacemaker"
    r"|(?:hip|knee) replacement|caesarean|c-section|prolapse|ectopic|herpes|shingles|measles"
    r"|influenza|flu|malaria"
    r"|typhoid|eating disorder|ocd|ptsd|adhd|panic attacks?|heroin|methadone|addict\w+|drunk"
    r"|fell|collapsed|choked"
    r"|absconded|passed away|soiled|raped|assaulted|sectioned|restrained|wandered|vomit\w+"
    r"|self[- ]discharged)\b",
    re.IGNORECASE,
)
MANY = re.compile(
    r"\b(?:patients|people|residents|clients|users|those|for everyone|for everybody|anyone"
    r"|anybody|staff|nurses|doctors"
    r"|midwives|teams?|services?|training|trained|courses?|pathways?|clinics?|chairs?|beds|wards"
    r"|machines?|boxes|packs"
    r"|tests|testing|rounds?|leaflets?|posters?|guidelines?|polic(?:y|ies)|audits?|projects?"
    r"|pilots?|needs?|should"
    r"|must|would|often|usually|every|each|all (?:staff|wards|of us)|for all|better|rates?"
    r"|numbers?|falls|cases|(?<!no )care|units?|slots?"
    r"|referrals|group|groups|lead|nurse|link|champion|short of|split|awareness|screening"
    r"|trolley|friendly|signs|is for|is an? [a-z]+ ward|based|specialis\w+)\b",
    re.IGNORECASE,
)
# A bed has one person in it, so that an illness there is somebody's, unless the sentence is about all.
ALL = re.compile(
    r"\b(?:training|patients|people|each|every|any|awareness|leaflets?|machines?|chairs?|should"
    r"|must|trolley|trial)\b",
    re.IGNORECASE,
)


def find_wards(text: str, sentences: Sentences) -> Iterator[Finding]:
    """Yield each ward in a folded text whose sentence speaks of one person or of somebody's illness."""
    for match in WARD.finditer(text):
        if sentences.show_somebody(match.start(), MANY):
            yield Finding(Kind.WARD, *match.span(), holds=True)
    for match in NAMED_WARD.finditer(text):
        if sentences.show_person(match.start()):
            yield Finding(Kind.WARD, *match.span(), holds=True)


class Sentences:
    """The sentences of a folded text, each looked at once, and only where a ward or a bed is in the text.

    `names` are the titled names found in it.
    """

    def __init__(self, text: str, names: Sequence[Finding]) -> None:
        self._text, self._names = text, names
        self._is_one = lru_cache(maxsize=None)(_speaks_of_one)
        self._is_ill = lru_cache(maxsize=None)(_is_ill)

    @cached_property
    def _starts(self) -> list[int]:
        return list(_list_starts(self._text))

    @cached_property
    def _named(self) -> set[int]:
        return {self._find(name.start) for name in self._names}

    def show_somebody(self, place: int, about_all: re.Pattern[str] = ALL) -> bool:
        """Return whether the sentence around this place speaks of one person, or of somebody's illness.

        An illness is nobody's where these words say that it is about all.
        """
        if self.show_person(place):
            return True
        sentence = self._sentence(self._find(place))
        return self._is_ill(sentence) and about_all.search(sentence) is None

    def show_person(self, place: int) -> bool:
        """Return whether the sentence around this place speaks of one person."""
        number = self._find(place)
        return number in self._named or self._is_one(self._sentence(number))

    def _find(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def _sentence(self, number: int) -> str:
        ends = [self._starts[number + 1]] if number + 1 < len(self._starts) else [len(self._text)]
        return self._text[self._starts[number] : ends[0]].strip()


def _is_ill(sentence: str) -> bool:
    return ILLNESS.search(sentence) is not None


def _speaks_of_one(sentence: str) -> bool:
    if ANYBODY.search(sentence):
        return False
    found = [match[0] for match in PERSON.finditer(THINGS.sub(" ", sentence))]
    if AT_WORK.search(sentence):
        found = [words for words in found if not PRONOUN.fullmatch(words)]
    return bool(found)


def _list_starts(text: str) -> Iterator[int]:
    """Yield where each sentence begins; one without an end is cut, so that each is looked at quickly."""
    begin = 0
    yield begin
    for end in SENTENCE_END.finditer(text):
        if TITLE_END.search(text, max(begin, end.start() - 4), end.start()):
            continue
        while end.end() - begin > LONGEST_SENTENCE:
            begin += LONGEST_SENTENCE
            yield begin
        begin = end.end()
        yield begin
    while len(text) - begin > LONGEST_SENTENCE:
        begin += LONGEST_SENTENCE
        yield begin
