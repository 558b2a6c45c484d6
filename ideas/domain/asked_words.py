"""What somebody looks for, taken apart: words and phrases, what must not be there, what may be left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ideas_platform.lib.parted_words import APOSTROPHES, find_words

# Words that nearly every text has: PostgreSQL's own English list, and what is left of "we'll" and "I'm".
_SMALL = """
i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers
herself it its itself they them their theirs themselves what which who whom this that these those am is are
was were be been being have has had having do does did doing a an the and but if or because as until while
of at by for with about against between into through during before after above below to from up down in out
on off over under again further then once here there when where why how all any both each few more most
other some such no nor not only own same so than too very s t can will just don should now d ll m re ve
"""
SMALL_WORDS = frozenset(_SMALL.split())
# Every sign that opens or closes a quotation in pairs stands for the plain one.
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂〝〞〟❝❞⹂", '"'))
_PIECE = re.compile(r'(?P<minus>(?<!\S)[-−])?(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+))')
# Between letters these part words; others put together what belongs together, as in "nhs.uk" and "5.50".
_PARTING = re.compile(r"(?<=[^\W\d_])[/|,;:…–—]+(?=[^\W\d_])")
_TAIL = re.compile(f"[{APOSTROPHES}](?:s|t|d|m|ll|re|ve)$", re.IGNORECASE)
_OR = "or"


@dataclass(frozen=True)
class Term:
    """Words that must stand together, in this order; `unwanted` where no idea with them is meant."""

    said: str
    words: tuple[str, ...]
    quoted: bool = False
    unwanted: bool = False

    @property
    def is_small(self) -> bool:
        """Whether it says nothing by itself."""
        return not self.quoted and all(word.lower() in SMALL_WORDS for word in self.words)


@dataclass(frozen=True)
class Question:
    """What somebody looks for: ideas that have all terms of one of the alternatives.

    `left_out` are small words as they were typed; `is_plain` is False for who used quotes, a minus or "or".
    """

    alternatives: tuple[tuple[Term, ...], ...] = ()
    left_out: tuple[str, ...] = ()
    is_plain: bool = True

    @property
    def words(self) -> list[str]:
        """Every word that must be there, each by itself."""
        return [word for terms in self.alternatives for term in terms for word in term.words]


def read_question(asked: str) -> Question:
    """Return what is looked for. Where all words are small, they are asked for just as they stand."""
    pieces = list(_list_pieces(asked))
    terms = [term for term in pieces if not _is_or(term)]
    if _are_small(terms):
        return Question(((_put_together(asked, pieces),),))
    kept = _part_by_or(pieces)
    left_out = dict.fromkeys(term.said for term in terms if term.is_small)
    return Question(kept, tuple(left_out), len(kept) <= 1 and _are_plain(terms))


def _put_together(asked: str, pieces: list[Term]) -> Term:
    return Term(asked, tuple(word for term in pieces for word in term.words), quoted=True)


def _are_small(terms: list[Term]) -> bool:
    return bool(terms) and all(term.is_small and not term.unwanted for term in terms)


def _are_plain(terms: list[Term]) -> bool:
    return not any(term.quoted or term.unwanted for term in terms)


def _part_by_or(pieces: list[Term]) -> tuple[tuple[Term, ...], ...]:
    """Return the terms between one "or" and the next, without small words and without what has none left."""
    alternatives: list[list[Term]] = [[]]
    for term in pieces:
        if _is_or(term):
            alternatives.append([])
        elif not term.is_small:
            alternatives[-1].append(term)
    return tuple(tuple(terms) for terms in alternatives if terms)


def list_telling(text: str) -> list[str]:
    """Return the words of a text that are not small, as they were written."""
    return [word for word in find_words(text) if word.lower() not in SMALL_WORDS]


def _is_or(term: Term) -> bool:
    return term.said.lower() == _OR and not term.quoted and not term.unwanted


def _list_pieces(asked: str) -> Iterator[Term]:
    """Yield the terms in order; "or" is one of them."""
    for piece in _PIECE.finditer(asked.translate(_QUOTES)):
        unwanted = bool(piece["minus"])
        if piece["quoted"] is not None:
            terms = [Term(piece["quoted"], tuple(find_words(piece["quoted"])), quoted=True)]
        else:
            terms = [_read_run(run) for run in _PARTING.sub(" ", piece["plain"]).split()]
        yield from (replace(term, unwanted=unwanted) for term in terms if term.words)


def _read_run(run: str) -> Term:
    """Return a run of signs without spaces: "hospital's" asks for the hospital, "don't" for itself."""
    words = tuple(find_words(run))
    said = run.strip("".join(sign for sign in run if not sign.isalnum()))
    without = tuple(find_words(_TAIL.sub("", run)))
    term = Term(said, without)
    return term if without and not term.is_small else replace(term, words=words)
