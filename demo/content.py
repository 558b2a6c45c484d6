"""What the demo is made of: the texts and invented organisations of demo/texts, read from their files."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDER = Path(__file__).resolve().parent / "texts"
# Ideas whose theme is none of the draft's come last, those that wait for the design group after them.
IDEA_FILES = ("[0-9]*.toml", "something-else.toml", "waiting.toml")


@dataclass(frozen=True)
class DemoTheme:
    """One point of the draft."""

    number: int
    title: str
    text: str
    references: str


@dataclass(frozen=True)
class DemoOrganisation:
    """An invented organisation, and how many of the members are what in it."""

    slug: str
    name: str
    kind: str
    borough: str
    groups: Mapping[str, int]
    workforce: int | None = None


@dataclass(frozen=True)
class DemoComment:
    """A comment on an idea: by its author, or by somebody of a group."""

    intent: str
    text: str
    group: str
    by_author: bool
    replies: tuple["DemoComment", ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoIdea:
    """An idea, who could have written it, and what the members of the demo think of it.

    `appeal` is the share of thumbs-up it would get from everybody (0 to 1); `by_group` and
    `by_organisation` say how far theirs differs. `counts_with` is the title of the idea into which it was
    merged, `editors_note` what the design group says beside it, `codes` what it codes it as.
    """

    title: str
    text: str
    intent: str
    group: str
    appeal: float
    theme: int | None = None
    author_organisation: str = ""
    waiting: bool = False
    counts_with: str = ""
    editors_note: str = ""
    by_group: Mapping[str, float] = field(default_factory=dict)
    by_organisation: Mapping[str, float] = field(default_factory=dict)
    comments: tuple[DemoComment, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoOption:
    """One answer to the straw poll, and the share (0 to 1) of those who choose it."""

    label: str
    supportive: bool
    share: float


@dataclass(frozen=True)
class DemoPoll:
    """The straw poll."""

    question: str
    supportive_words: str
    options: tuple[DemoOption, ...]


@dataclass(frozen=True)
class DemoContent:
    """All of it. `words` are the workshop's own texts, `tiles` the (column, row) of each borough.

    `votes`: about how many are cast; the chances of the most eager are cut.
    """

    words: Mapping[str, str]
    groups: Mapping[str, str]
    themes: tuple[DemoTheme, ...]
    poll: DemoPoll
    organisations: tuple[DemoOrganisation, ...]
    elsewhere: Mapping[str, int]
    ideas: tuple[DemoIdea, ...]
    tiles: Mapping[str, tuple[int, int]]
    votes: int = 3600


def read_content(folder: Path = FOLDER) -> DemoContent:
    """Return a demo's content; raises OSError, ValueError or TypeError where a file is not right."""
    workshop, places = _read(folder / "workshop.toml"), _read(folder / "organisations.toml")
    about = {"votes": workshop["votes"]} if "votes" in workshop else {}
    return DemoContent(
        words={key: join_lines(value) for key, value in workshop.items() if isinstance(value, str)},
        groups={group["key"]: group["name"] for group in workshop["group"]},
        themes=tuple(DemoTheme(**{**row, "text": join_lines(row["text"])}) for row in workshop["theme"]),
        poll=_make_poll(workshop["poll"]),
        organisations=tuple(DemoOrganisation(**row) for row in places["organisation"]),
        elsewhere=places["elsewhere"]["groups"],
        ideas=tuple(_read_ideas(folder)),
        tiles=_read_tiles(),
        **about,
    )


def join_lines(text: str) -> str:
    """Return a text with the lines of each paragraph joined and one empty line between paragraphs."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _make_poll(row: dict[str, Any]) -> DemoPoll:
    options = tuple(DemoOption(**option) for option in row["option"])
    return DemoPoll(row["question"], row["supportive_words"], options)


def _read_ideas(folder: Path) -> Iterable[DemoIdea]:
    for pattern in IDEA_FILES:
        for path in sorted((folder / "ideas").glob(pattern)):
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            rows = content.pop("idea")
            yield from (_make_idea({**content, **row}) for row in rows)


def _make_idea(row: dict[str, Any]) -> DemoIdea:
    comments = tuple(_make_comment(comment) for comment in row.pop("comment", []))
    made = {**row, "text": join_lines(row["text"]), "codes": tuple(row.get("codes", ()))}
    return DemoIdea(**made, comments=comments)


def _make_comment(row: dict[str, Any]) -> DemoComment:
    return DemoComment(
        intent=row["intent"],
        text=join_lines(row["text"]),
        group=row.get("group", ""),
        by_author=row.get("by") == "author",
        replies=tuple(_make_comment(reply) for reply in row.get("reply", [])),
        codes=tuple(row.get("codes", ())),
    )


def _read_tiles() -> dict[str, tuple[int, int]]:
    path = Path(settings.BASE_DIR) / "workshops" / "data" / "boroughs.json"
    return {row["slug"]: (row["column"], row["row"]) for row in json.loads(path.read_text(encoding="utf-8"))}


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
