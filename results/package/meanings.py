"""What the tables and columns of the package mean, beside those that every export has."""

from __future__ import annotations

from results.exports.meanings import TABLES, explain_column

OWN_TABLES = {
    "foundations": "The parts of the Declaration, each with what it promises.",
    "statements": "The statements of the Declaration, in their order.",
    "evidence": "What each statement rests on, and whether it supports it, contradicts it or adds to it.",
    "not_used": "What no statement rests on, and why.",
    "lineage": "Where each statement comes from, and what was dropped since the edition before.",
    "statuses": "What became of the statements by the day this was made. More can follow: it is not sealed.",
    "codings": "Which ideas, comments and passages had which code when the edition was released.",
    "passages": "Passages of other voices that the Declaration speaks of, with where they come from.",
    "samples": "Texts drawn by lot and read once more: how much the Declaration may lack at most.",
    "suggestions": "How true the chances of suggested codes were, and how often one was taken.",
    "daily": "The votes on ideas at the end of each day with a change, as the pages told them.",
    "counts": "Numbers of the site, to be compared with what you count yourself.",
}
_STATEMENT = "The reference in the statement's address."
_CODE = "The code, where it is one: all that was said about it."
_ITEM = "Whether it is an idea, a comment or a passage. Empty for what is none of them."
_REF = "The reference of the idea, comment or passage."
OWN_COLUMNS = {
    "foundations": {
        "number": "Its place in the Declaration.",
        "ref": "The last part of its address.",
        "title": "Its title.",
        "promise": "What it promises.",
        "text": "Its text.",
        "picture": "What its picture shows, in words. The picture itself is on its page. Empty for none.",
    },
    "statements": {
        "ref": _STATEMENT,
        "number": "The number of its foundation and its place there.",
        "foundation": "The reference of its foundation.",
        "text": "What it says.",
        "audience": "To whom it speaks. Empty where it speaks to all.",
    },
    "evidence": {
        "statement": _STATEMENT,
        "kind": "What it is: a code, an item, a quote, another voice, literature, a case study, a judgement.",
        "stance": "Whether it supports the statement, contradicts it or adds to it.",
        "stream": "Where it comes from. Streams stand side by side and are never added up.",
        "code": _CODE,
        "item": _ITEM,
        "ref": _REF,
        "words": "The quote, word for word, or where to find the source.",
    },
    "not_used": {
        "kind": "Whether it is a code, an idea, a comment or a passage.",
        "code": _CODE,
        "ref": _REF,
        "reason": "Why no statement rests on it.",
    },
    "lineage": {
        "statement": f"{_STATEMENT} Empty for what was dropped.",
        "deed": "What was done: kept, reworded, split, merged, new or dropped.",
        "previous": "The reference of the statement of the edition before. Empty for what is new.",
        "previous_text": "What that one said.",
        "reason": "Why.",
    },
    "statuses": {
        "statement": _STATEMENT,
        "state": "How far it is: planned, begun, done or stopped.",
        "since": "From which day on.",
        "reason": "What was said about it.",
    },
    "codings": {
        "code": "The code.",
        "kind": "Whether it is an idea, a comment or a passage.",
        "ref": _REF,
    },
    "passages": {
        "ref": "The reference of the passage.",
        "stream": "Whose voice it is.",
        "source": "What kind of source it is from.",
        "title": "What the source is called.",
        "reference": "Where to find it.",
        "body": "The passage.",
    },
    "samples": {
        "sample": "Its number. All that were drawn are here.",
        "drawn_on": "The day on which it was drawn.",
        "published": "How many ideas and comments were published then.",
        "size": "How many of them were drawn.",
        "stands": "Of how many the point stands in the Declaration.",
        "missing": "Of how many a point is missing.",
        "unclear": "Of how many it cannot be told. They count as missing.",
        "unread": "How many nobody has read. They count as missing.",
        "gone": "How many were taken back or hidden before they were read. They count as missing.",
        "softened": "Of how many the reader first said otherwise, and then that the point stands.",
        "at_most": "At most so many per cent of all hold a point that is missing, with 95 % confidence.",
        "seed": "The seed: texts with the smallest SHA-256 of seed, blank and reference were drawn.",
    },
    "suggestions": {
        "measure": (
            "right: on texts that two people coded without suggestions. taken: on those that were shown. "
            "error: how far the chance is off on average."
        ),
        "tenth": "Those with a chance from so many to one more in ten. Empty for all together.",
        "number": "How many suggestions there are. For the error, how many texts.",
        "true": "How many of them were right, or were taken. Empty where fewer than five were made.",
        "chance": "The mean chance that was said; for the error, how far it is off: 0 to 1.",
    },
    "boards": {
        "tie": "What decides between ideas with the same score and number of votes: lower comes first.",
    },
    "daily": {
        "ref": "The public reference of the idea.",
        "date": "The day.",
        "up": "How many people liked it by then.",
        "down": "How many people were against it by then.",
        "unsure": "How many people were not sure by then.",
    },
    "counts": {
        "measure": "What is counted.",
        "about": "What it is counted of: a statement, a code, an answer, a theme.",
        "part": "Which part of it: a stream and a stance.",
        "number": "The number.",
    },
}


def explain_table(table: str) -> str:
    """Return what a table of the package has in it."""
    return OWN_TABLES.get(table) or TABLES[table]


def explain(table: str, column: str) -> str:
    """Return what a column of the package means; raises KeyError for one that nobody knows."""
    own = OWN_COLUMNS.get(table, {}).get(column)
    return own or explain_column(table, column)
