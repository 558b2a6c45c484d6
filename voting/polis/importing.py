"""A conversation becomes a closed workshop, in one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from ideas_platform.lib.locks import advisory_lock
from ideas_platform.lib.visible_text import tidy_line
from voting.polis.conversation import FILES, Conversation, Report, read_conversation
from voting.polis.csv_rows import MalformedFile
from voting.polis.last_votes import LastVotes, count_own_votes, find_last_votes
from voting.polis.storing import store_conversation
from voting.polis.wording import make_brief, make_summary, make_title
from workshops.domain.keys import create_with_key
from workshops.models import ImportedWorkshop, Workshop

TITLE_LENGTH = 160
ADVICE = "Choose another --slug. Nothing was imported."
SHORTEST = timedelta(milliseconds=1)


class AddressTaken(Exception):  # noqa: N818 - it names what is the matter
    """There is another workshop under this slug."""


@dataclass(frozen=True)
class Source:
    """What to import from where, and under which slug and title; an empty title means the topic."""

    folder: Path
    slug: str
    title: str = ""


@dataclass(frozen=True)
class Imported:
    """What was imported, in numbers; `votes` counts each person once for each comment."""

    people: int
    comments: int
    hidden: int
    without_text: list[int]
    """The numbers of the comments that have nothing to see in them, smallest first; they are hidden."""
    votes: int
    vote_rows: int
    own_votes: int
    by_others: int
    """Comments whose author is not among the participants."""


def import_conversation(source: Source, report: Report) -> Imported | None:
    """Import the export in the folder as a closed workshop; None where the same files are there already.

    Raises MalformedFile at the first fault in a file, AddressTaken where the slug belongs to another
    workshop, ValidationError where slug or title are not usable. In each case nothing is left behind.
    """
    with advisory_lock("import", source.slug, wait=True):
        digest = fingerprint(source.folder)
        if _is_there(source.slug, digest):
            return None
        conversation = read_conversation(source.folder, report)
        workshop = _plan_workshop(source, conversation)
        workshop.clean_fields(exclude=["key_check"])
        votes = find_last_votes(conversation.votes)
        report(f"Storing {len(votes):,} votes …")
        with create_with_key(workshop) as key:
            store_conversation(workshop, key, conversation, votes)
            ImportedWorkshop.objects.create(workshop=workshop, digest=digest)
        return _count(conversation, votes)


def fingerprint(folder: Path) -> bytes:
    """Return the SHA-256 over names and contents of the four files; raises MalformedFile if one is away."""
    if not folder.is_dir():
        raise MalformedFile(folder, None, _say_no_folder(folder))
    digest = hashlib.sha256()
    for name in FILES:
        path = folder / name
        if not path.is_file():
            raise MalformedFile(path, None, f"the file is missing in {folder}.")
        with path.open("rb") as file:
            digest.update(name.encode() + hashlib.file_digest(file, "sha256").digest())
    return digest.digest()


def _say_no_folder(path: Path) -> str:
    files = ", ".join(FILES)
    if not path.exists():
        return f"there is no such folder. Give the one that has {files} in it."
    if path.name in FILES:
        return f"this is a file. Give the folder that it is in: {path.parent}"
    return f"this is a file. Unpack it if it is an archive, and give the folder that has {files} in it."


def _is_there(slug: str, digest: bytes) -> bool:
    existing = Workshop.objects.filter(slug=slug).select_related("imported_from").first()
    if existing is None:
        return False
    if not existing.imported:
        raise AddressTaken(f"There is already a workshop “{slug}”, and it was not imported. {ADVICE}")
    if bytes(existing.imported_from.digest) != digest:
        raise AddressTaken(f"Other files were imported as “{slug}” already. {ADVICE}")
    return True


def _plan_workshop(source: Source, conversation: Conversation) -> Workshop:
    """Return the workshop, not saved: closed, by invitation only, asking nothing."""
    first, last = conversation.first_and_last
    last = max(last, first + SHORTEST)
    summary = conversation.summary
    return Workshop(
        slug=source.slug,
        title=tidy_line(source.title) or make_title(summary.get("topic", ""), TITLE_LENGTH) or source.slug,
        summary=make_summary(len(conversation.people), len(conversation.comments)),
        brief=make_brief(summary),
        announced_at=first,
        opens_at=first,
        ideas_until=last,
        closes_at=last,
        asks_organisation=False,
        asks_borough=False,
        group_question="",
        boards_after_votes=0,
        imported=True,
        release_number=1,
    )


def _count(conversation: Conversation, votes: LastVotes) -> Imported:
    comments, people = conversation.comments, conversation.people
    return Imported(
        people=len(people),
        comments=len(comments),
        hidden=sum(comment.is_hidden for comment in comments),
        without_text=sorted(comment.number for comment in comments if not comment.text),
        votes=len(votes),
        vote_rows=len(conversation.votes.values),
        own_votes=count_own_votes(votes, comments, list(people)),
        by_others=sum(comment.author not in people for comment in comments),
    )
