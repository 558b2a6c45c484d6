"""What every column of an export means: for the workbook's Read me, README.txt and the published schema."""

from __future__ import annotations

from voting.models import Board

BEST_ONES = "the ten best"

TABLES = {
    "ideas": "The ideas that everybody can or could read. Of hidden ones only reference and state are here.",
    "boards": "The places of the leaderboards, one board after the other, best first.",
    "decisions": "The public ledger of moderation, as its page tells it: rounded, and no single decision.",
    "participation": "The numbers about the people who take part, with what each of them counts.",
    "poll": "The answers of the straw poll in order. There are none where there is no poll.",
    "comments": "The comments on ideas. Of hidden ones only references and state are here.",
    "codebook": "What texts can be about, as the design group has written it.",
    "codings": "Which codes count for each text that the design group has coded.",
    "quotes": "Passages that the design group has marked, word for word as they stand there now.",
    "other_voices": "What people said elsewhere, each with where it comes from. Never added to votes.",
    "passages": "The passages of the other voices, word for word as the design group has them.",
    "agreement": "How far two people agreed who coded the same texts without seeing each other.",
    "editions": "The released editions of the Declaration, the last one first.",
    "statements": "What each edition says, statement by statement.",
    "evidence": "What each statement rests on. Streams stand side by side and are never added up.",
    "not_used": "What no statement of an edition rests on, and why.",
    "lineage": "Where each statement comes from, and what was dropped since the edition before.",
    "statuses": "What became of each statement so far, edition by edition.",
}
_UP = "How many people liked it. Empty where fewer than five have voted."
_DOWN = "How many people were against it. Empty where fewer than five have voted."
_UNSURE = "How many people were not sure. Empty where fewer than five have voted."
_KIND = "Whether it is an idea, a comment, or a passage of another voice."
_REF = "The reference of the idea, comment or passage."
_FEW = "Empty where fewer than five texts have the code."
_FEW_SPOKE = "Empty where it is not known, or fewer than ten people spoke."
_EDITION = "The number of the edition."
_CODE = "The code, where it is one: all that was said about it."
_DAY = "The day on which everybody could first see it."

MEANINGS: dict[str, dict[str, str]] = {
    "ideas": {
        "ref": "The public reference in the idea's address.",
        "theme": "Number and title of the theme. Empty for something else.",
        "intent": "What the idea does with the draft.",
        "title": "The idea's title.",
        "body": "The idea's text.",
        "status": "Whether everybody can read it, or the design group has hidden it.",
        "published_on": _DAY,
        "up": _UP,
        "down": _DOWN,
        "unsure": _UNSURE,
        "comments": "How many comments can be read below it.",
        "merged_into": "The reference of the idea that it was merged into, and with which its votes count.",
        "editors_note": "What the design group says beside it. The idea's own words are its author's.",
        "brought_from": "Where it comes from, if an organiser brought it in. Then nobody here wrote it.",
        "chance_top10": f"The chance that it truly belongs to {BEST_ONES}: 0 to 1.",
        "source_id": "Its number where it was imported from.",
    },
    "boards": {
        "board": "The board.",
        "rank": "The place on the board, 1 for the best.",
        "previous_rank": "The place at the release before. Empty for what was not there.",
        "ref": "The public reference in the idea's address.",
        "title": "The idea's title.",
        "score": (
            "What the board is sorted by. On new it is the day of release: a date in the workbook, elsewhere "
            "counted from 1 January of year 1. On rising it is how much the idea rose. On diverse it is the "
            "share of people with something of theirs so far. Empty on common-ground, except in imported "
            "workshops: only the place is told."
        ),
        "low": "The true share of people for it most likely lies above this: 0 to 1.",
        "high": "The true share of people for it most likely lies below this: 0 to 1.",
        "chance_top10": f"The chance that the idea truly belongs to {BEST_ONES}: 0 to 1. Only on top.",
        "up": _UP,
        "down": _DOWN,
        "unsure": _UNSURE,
        "clusters": (
            "In how many organisations (or groups, or boroughs) the voters are, at least. Empty below ten."
        ),
    },
    "decisions": {
        "measure": "What is counted: texts, days, or tenths.",
        "verdict": "What was decided about these texts. Empty where they are counted by reason.",
        "reason": "Why these texts were hidden or covered, as the moderation policy names it.",
        "number": "The number, rounded as on the page. What is too small to be told has no row.",
        "as_of": "The day by whose end it was so.",
    },
    "participation": {
        "measure": "What is counted.",
        "number": "The number. Empty where it is too small to be told, or told in words.",
        "definition": "What exactly is counted.",
    },
    "poll": {
        "option": "The answer.",
        "number": "How many people chose it. Empty for all where fewer than five have answered.",
        "supportive": "Whether it counts as support.",
    },
    "comments": {
        "ref": "The public reference of the comment.",
        "idea": "The reference of the idea that it is about.",
        "answers": "The reference of the comment that it answers.",
        "intent": "What the comment does with the idea.",
        "body": "The comment's text.",
        "status": "Whether everybody can read it, or the design group has hidden it.",
        "published_on": _DAY,
    },
    "codebook": {
        "code": "The name of the code.",
        "family": "The code above it.",
        "definition": "When it is chosen.",
        "example": "An example in the design group's own words.",
        "merged_into": "The code for which it counts since it was merged.",
        "version": "How often it was written or changed.",
    },
    "codings": {
        "kind": _KIND,
        "ref": _REF,
        "code": "The code. Empty where the text was read and no code fits.",
        "read_by": "How many people have coded the text: one or two.",
        "settled": "Whether two people differed, so that it was settled afterwards.",
    },
    "quotes": {"kind": _KIND, "ref": _REF, "quote": "The passage."},
    "other_voices": {
        "title": "What the design group calls it.",
        "source": "What kind of source it is.",
        "stream": "Whose voice it is. Streams stand side by side and are never added up.",
        "people": f"How many people spoke. {_FEW_SPOKE}",
        "held_on": f"The day. {_FEW_SPOKE}",
        "place": f"The place. {_FEW_SPOKE}",
        "notes_by": f"Who took the notes. {_FEW_SPOKE}",
        "reference": "Where literature can be found.",
        "passages": "How many passages it has.",
    },
    "passages": {
        "ref": "The reference of the passage.",
        "voice": "The title of the voice that it is from.",
        "number": "Its place among the passages of its voice.",
        "body": "The passage.",
    },
    "agreement": {
        "code": "The code.",
        "texts": "How many texts two people have coded without seeing each other.",
        "both": "For how many of them both chose the code.",
        "one": "For how many of them only one of the two chose it.",
        "kappa": f"Cohen's kappa: 1 for full agreement, 0 for that of chance. {_FEW}",
        "positive": f"Where one chose the code, how often the other did: 0 to 1. {_FEW}",
        "negative": f"The same of texts without the code: 0 to 1. {_FEW}",
    },
    "editions": {
        "edition": _EDITION,
        "kind": "What it is for: consultation, or final.",
        "title": "Its title.",
        "released_on": "The day from which everybody could read it.",
        "preamble": "What it begins with.",
        "behind_it": "Who stands behind it.",
    },
    "statements": {
        "edition": _EDITION,
        "ref": "The reference in the statement's address.",
        "place": "The number of its foundation and its place there.",
        "foundation": "The title of its foundation.",
        "text": "What it says.",
        "audience": "To whom it speaks. Empty where it speaks to all.",
    },
    "evidence": {
        "edition": _EDITION,
        "statement": "The reference of the statement.",
        "kind": "What it is.",
        "stance": "What it does to the statement.",
        "stream": "Where it comes from. Empty for the design group's own judgement.",
        "code": _CODE,
        "item": "Whether it is an idea, a comment or a passage. Empty for what is none of them.",
        "ref": _REF,
        "words": "The quote, word for word, how the text begins, or where to find the source.",
    },
    "not_used": {
        "edition": _EDITION,
        "kind": "Whether it is a code, an idea, a comment or a passage.",
        "code": _CODE,
        "ref": _REF,
        "reason": "Why no statement rests on it.",
    },
    "lineage": {
        "edition": _EDITION,
        "statement": "The reference of the statement. Empty for what was dropped.",
        "deed": "What was done with it.",
        "previous": "The reference of the statement of the edition before. Empty for what is new.",
        "previous_text": "What that one said.",
        "reason": "Why.",
    },
    "statuses": {
        "edition": _EDITION,
        "statement": "The reference of the statement.",
        "state": "How far it is.",
        "since": "From which day on.",
        "reason": "What was said about it.",
    },
}
EMPTY_CELLS = "Nothing is known, or nothing is shown, where a cell is empty."
SMALL_NUMBERS = (
    "Small numbers are left out and scores are rounded, because small differences between two exports would "
    "show how single people voted. A workshop that was imported has all its numbers in full."
)
_OF_A_BOARD = {
    "rank": "Its place on the board “{board}”, 1 for the best. Empty where it is not on it.",
    "score": "What the board “{board}” is sorted by. Empty where it may not be told.",
    "listed": "Whether it is on the board “{board}”.",
}


def explain_column(table: str, column: str) -> str:
    """Return what a column means in one or two sentences; raises KeyError for a column nobody knows."""
    known = MEANINGS[table].get(column)
    if known is not None:
        return known
    board, _line, kind = column.rpartition("_")
    return _OF_A_BOARD[kind].format(board=Board.Name(board.replace("_", "-")).label)


def explain_table(table: str) -> list[tuple[str, str]]:
    """Return each column of a table with what it means; those of the boards once for all boards."""
    of_boards = [(f"…_{kind}", words.format(board="…")) for kind, words in _OF_A_BOARD.items()]
    return [*MEANINGS[table].items(), *(of_boards if table == "ideas" else [])]
