"""Decides whether what stands in back-ticks is there: each form of a name has its own rule."""

import re
from collections.abc import Callable
from fnmatch import fnmatch
from functools import cache

from django.core.management import get_commands, load_command_class
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from ideas_platform.settings import BASE_DIR
from tests.documents.foreign import FOREIGN, PROGRAMS
from tests.documents.source import HOLE, Source, has_member, read_source

IDENTIFIER = r"[A-Za-z_]\w*"
ARROWS = re.compile(r" (?:→|\||->) ")
ASSIGNED = re.compile(rf"({IDENTIFIER}) ?= ?(\S.*)")
VALUE = re.compile(
    r"[\d.:/#*]+|#?[0-9a-f]{6}|[\w.+-]+@[\w.-]*example(\.org)?|(https?|smtp\S*|redis|postgres|unix)://\S*"
)
HOLES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[^}]*\}|" + HOLE)


def is_there(term: str) -> bool:
    """Return whether a back-ticked term names something that this repository has, or a known foreign word."""
    return term in FOREIGN or bool(VALUE.fullmatch(term)) or any(rule(term) for rule in RULES)


def is_file(term: str) -> bool:
    """Return whether files end so; * stands for anything, and a folder may end in a slash."""
    wanted = term.rstrip("/")
    if not re.fullmatch(r"[\w./*-]+", wanted) or not re.search(r"[/.]", term):
        return False
    source = read_source()
    if "*" not in wanted:
        return wanted in (source.folder_ends if term.endswith("/") else source.file_ends | source.folder_ends)
    return any(fnmatch(f"/{name}", f"*/{wanted}") for name in source.files)


def is_name(term: str) -> bool:
    """Return whether a Python name, with its arguments or without, is defined."""
    bare = re.sub(r"\(.*\)$", "", term, flags=re.DOTALL)
    return bool(re.fullmatch(rf"{IDENTIFIER}(\.{IDENTIFIER})*", bare)) and _is_defined(bare, read_source())


def _is_defined(name: str, source: Source) -> bool:
    first, _dot, rest = name.partition(".")
    if not rest:
        return first in source.defined or first in source.texts or first in source.words
    module, _dot, last = name.rpartition(".")
    if name in source.modules or last in source.modules.get(module, set()):
        return True
    owner, _dot, member = name.removeprefix(f"{first}.objects.").rpartition(".")
    if f"{first}.objects." in name:
        return first in source.members and member in source.defined
    return has_member(source, owner.rpartition(".")[2], member)


def is_text(term: str) -> bool:
    """Return whether the code says this: a value that it has, or a message with … for what differs."""
    texts = read_source().texts
    if " " not in term and (term.strip("/") in texts or term in read_source().words):
        return True
    if term in texts:
        return True
    return _is_message(term)


def _is_message(term: str) -> bool:
    texts = read_source().texts
    said = _with_holes("…", term) if "…" in term else None
    return any(said and said.fullmatch(text) for text in texts) or any(
        message.fullmatch(term) for literal, message in _list_messages() if literal in term
    )


@cache
def _list_messages() -> list[tuple[str, re.Pattern[str]]]:
    """Return of each text with holes its longest part between them, and what it may say."""
    with_holes = [HOLES.sub(HOLE, text) for text in read_source().texts if " " in text and HOLES.search(text)]
    found = [(max(text.split(HOLE), key=len), _with_holes(HOLE, text)) for text in with_holes]
    return [(literal, message) for literal, message in found if " " in literal.strip()]


def _with_holes(hole: str, text: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in text.split(hole)), re.DOTALL)


def is_target(term: str) -> bool:
    """Return whether these are targets of the Makefile."""
    if not re.match(r"make( |$)", term):
        return False
    text = (BASE_DIR / "Makefile").read_text()
    targets = [word for word in term.split()[1:] if not word.startswith("-")]
    return all(
        re.search(rf"^{re.escape(one)}:", text, re.MULTILINE)
        or re.search(rf"^\.PHONY:.*\s{re.escape(one)}(\s|$)", text, re.MULTILINE)
        or one == "$(CHECKS)"
        for one in targets
    )


def is_command(term: str) -> bool:
    """Return whether this is a management command with options that it has."""
    words = re.sub(r"^.*manage\.py\s*", "", term).replace("[", " ").replace("]", " ").split()
    if not words or words == ["…"]:
        return "manage.py" in term
    options = {word.partition("=")[0] for word in words if word.startswith("--")}
    return words[0] in get_commands() and options <= _list_options(words[0])


@cache
def _list_options(command: str) -> set[str]:
    loaded = load_command_class(get_commands()[command], command)
    return set(loaded.create_parser("manage.py", command)._option_string_actions)


def is_option(term: str) -> bool:
    """Return whether a command of ours has this option."""
    ours = [name for name, app in get_commands().items() if not app.startswith("django.")]
    option = term.partition(" ")[0]
    return option.startswith("--") and any(option in _list_options(name) for name in ours)


def is_address(term: str) -> bool:
    """Return whether a page answers at this path, or pages lie below it."""
    path = term.partition("?")[0]
    if not re.fullmatch(r"/[\w/.-]*", path):
        return False
    try:
        resolve(path)
    except Resolver404:
        return any(f"/{route}".startswith(path) for route in _list_routes(get_resolver().url_patterns))
    return True


def _list_routes(patterns: list[URLPattern | URLResolver], before: str = "") -> list[str]:
    routes = []
    for one in patterns:
        route = before + str(one.pattern)
        routes.append(route)
        if isinstance(one, URLResolver):
            routes += _list_routes(one.url_patterns, route)
    return routes


def is_module_run(term: str) -> bool:
    """Return whether this starts a program of ours, or pytest on files that are there."""
    words = term.split()
    if words[0] == "pytest":
        return all(is_file(word) for word in words[1:] if not word.startswith("-"))
    return words[:2] == ["python", "-m"] and words[2] in read_source().modules


def is_shell(term: str) -> bool:
    """Return whether this starts a program of the machine; what it says of ours must be there."""
    words = term.split()
    if words[0] not in PROGRAMS:
        return False
    return "manage.py" not in term or is_command(term)


def is_assignment(term: str) -> bool:
    """Return whether a setting that we know gets a value."""
    found = ASSIGNED.fullmatch(term)
    if not found:
        return False
    name, value = found.groups()
    command = value.partition(" ")[2].strip()
    return (name in FOREIGN or is_name(name)) and (not command or value[0] in "'\"<" or is_there(command))


def is_chain(term: str) -> bool:
    """Return whether each part of a chain with arrows is there."""
    parts = ARROWS.split(term)
    return len(parts) > 1 and all(is_there(part) for part in parts)


def is_tag(term: str) -> bool:
    """Return whether a template uses this tag."""
    found = re.fullmatch(r"\{% (\w+)(?: (\w+))? %\}", term)
    return found is not None and all(word in read_source().tags for word in found.groups() if word)


def is_below_a_folder(term: str) -> bool:
    """Return whether this lies in a folder that a setting names."""
    found = re.fullmatch(r"([A-Z]+_DIR)/(\w+)", term)
    return found is not None and all(is_name(part) for part in found.groups())


def is_header(term: str) -> bool:
    """Return whether this is a header that the code sends, reads or sets."""
    name = term.partition(":")[0].upper().replace("-", "_")
    return bool(re.fullmatch(r"[A-Z][\w-]+(: \w+)?", term)) and bool({name, f"HTTP_{name}"} & _list_headers())


@cache
def _list_headers() -> set[str]:
    return {text.upper().replace("-", "_") for text in read_source().texts}


RULES: list[Callable[[str], bool]] = [
    is_name,
    is_file,
    is_target,
    is_command,
    is_option,
    is_address,
    is_module_run,
    is_shell,
    is_assignment,
    is_chain,
    is_tag,
    is_below_a_folder,
    is_header,
    is_text,
]
