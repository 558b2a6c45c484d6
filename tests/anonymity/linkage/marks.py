"""Attacks on what lies outside the tables: markers of people beside items, logs, letters, Valkey."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from django.apps import apps

from anonymity.sides import CONTRIBUTION, WORK
from tests.anonymity.linkage.actors import Actor
from tests.anonymity.linkage.capture import Dump
from tests.anonymity.linkage.evidence import Evidence
from tests.anonymity.linkage.referee import COMMENTS, IDEAS, VOTES

NEAR = timedelta(seconds=2)
MINUTE = 60


def list_tables(labels: frozenset[str]) -> list[str]:
    """Return the tables of these models."""
    return [apps.get_model(label)._meta.db_table for label in sorted(labels)]


def find_markers(evidence: Evidence) -> list[str]:
    """Return where a person's marker stands beside items: tables, logs, queue, exports, pages."""
    text = {name: _spell(evidence.last, name) for name in list_tables(CONTRIBUTION | WORK)}
    text |= {name: _spell(evidence.last, name) for name in ("limiter_cache",)}
    traces = evidence.traces
    text["logs"] = "\n".join(line for _moment, line in traces.lines)
    text["valkey"] = "\n".join(f"{key} {content}" for key, content, _end in traces.broker)
    text["exports"] = str([release.document for release in evidence.simulation.diary.releases[-1:]])
    text |= {f"page: {name}": page for name, page in traces.pages if not _lists_people(name)}
    return [place for place, words in text.items() if _has_marker(words, evidence.simulation.actors)]


def find_items_beside_people(evidence: Evidence) -> list[str]:
    """Return where references, texts or tags stand in what is about people: logs, Valkey, letters."""
    traces, found = evidence.traces, []
    logs = "\n".join(line for _moment, line in traces.lines)
    broker = "\n".join(f"{key} {content}" for key, content, _end in traces.broker)
    for name in _name_items(evidence.last):
        found += [f"logs: {name}"] if name in logs else []
        found += [f"valkey: {name}"] if name in broker else []
    return [*found, *find_telling_letters(evidence)]


def find_telling_letters(evidence: Evidence) -> list[str]:
    """Return the subjects of letters with an item in them, but for those that tell nothing of their readers.

    These went, all the same word for word, to everybody who had asked for letters by then.
    """
    names, places = _name_items(evidence.last), defaultdict(list)
    for place, letter in enumerate(evidence.traces.letters):
        places[letter.words].append(place)
    return [
        f"letter: {words[:40]!r}"
        for words, those in places.items()
        if any(name in words for name in names) and not _went_to_all(evidence, those)
    ]


def name_by_letters(evidence: Evidence) -> tuple[int, int]:
    """Return how many ideas and comments some reader of a letter about them wrote, guessed, of how many."""
    diary = evidence.simulation.diary
    people = {actor.email: actor.number for actor in evidence.simulation.actors}
    refs = dict(
        zip(evidence.last[COMMENTS].column("body"), evidence.last[COMMENTS].column("ref"), strict=True)
    )
    authors = diary.authors("idea") | {refs[body]: who for body, who in diary.authors("comment").items()}
    readers = _find_readers(evidence)
    guesses = {name: sorted(people.get(one, -1) for one in found) for name, found in readers.items()}
    right = sum(guess[len(name) % len(guess)] == authors.get(name) for name, guess in guesses.items())
    return right, len(authors)


def count_lines_beside(evidence: Evidence) -> int:
    """Return how many lines of the logs within two seconds of a contribution name anybody."""
    actors, deeds = evidence.simulation.actors, evidence.simulation.diary.deeds
    named = [moment for moment, line in evidence.traces.lines if _has_marker(line, actors)]
    return sum(abs(deed.moment - moment) <= NEAR for moment in named for deed in deeds)


def count_telling_ends(evidence: Evidence) -> int:
    """Return how many keys in Valkey end at a moment that is not one for all of a window."""
    return sum(end > 0 and end % MINUTE != 0 for _key, _content, end in evidence.traces.broker)


def _went_to_all(evidence: Evidence, places: list[int]) -> bool:
    readers = sorted(evidence.traces.letters[place].reader for place in places)
    return any(
        mailing.first <= min(places) and max(places) < mailing.end and readers == sorted(mailing.asked)
        for mailing in evidence.simulation.diary.mailings
    )


def _find_readers(evidence: Evidence) -> dict[str, set[str]]:
    """Return who got the letter to the fewest that names this item, for each that is named in any."""
    found: dict[str, set[str]] = {}
    names = _name_items(evidence.last)
    by_words: dict[str, set[str]] = defaultdict(set)
    for letter in evidence.traces.letters:
        by_words[letter.words].add(letter.reader)
    for words, readers in by_words.items():
        for name in (name for name in names if name in words):
            if name not in found or len(readers) < len(found[name]):
                found[name] = readers
    return found


def _name_items(dump: Dump) -> list[str]:
    refs = [ref for name in (IDEAS, COMMENTS) for ref in dump[name].column("ref")]
    tags = [tag.hex() for tag in dump[VOTES].column("tag")[:500]]
    return [*refs, *dump[IDEAS].column("title"), *dump[COMMENTS].column("body"), *tags]


def _has_marker(words: str, actors: list[Actor]) -> bool:
    return any(marker.strip("\x00") in words for actor in actors for marker in actor.markers)


def _spell(dump: Dump, name: str) -> str:
    return str(dump[name].rows)


def _lists_people(name: str) -> bool:
    """Return whether this page of the admin is about people, not about items."""
    return any(part in name for part in ("/user/", "/membership/", "/invitation/", "/emailaddress/"))
