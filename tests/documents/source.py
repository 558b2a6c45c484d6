"""What the repository has: files, names that are defined, texts of the code, words of what is not Python."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ideas_platform.settings import BASE_DIR

NOT_OURS = {".venv", "node_modules", "static", "static_root", ".git", "out", "__pycache__", ".data"}
CONFIGURATION = ("*.toml", "*.yml", "*.yaml", "*.sql", "*.scss", "*.js")
FURTHER = ("Makefile", "Dockerfile", ".gitignore", ".dockerignore", ".ci/run", "docker-compose.yml")
SMALL = 200_000
HOLE = "\0"


@dataclass
class Source:
    """All that a document may name."""

    files: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    file_ends: set[str] = field(default_factory=set)
    folder_ends: set[str] = field(default_factory=set)
    defined: set[str] = field(default_factory=set)
    members: dict[str, set[str]] = field(default_factory=dict)
    modules: dict[str, set[str]] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)


@cache
def list_files() -> set[str]:
    """Return the paths of all files of ours, from the top folder."""
    return {path.relative_to(BASE_DIR).as_posix() for path in _walk(BASE_DIR)}


def list_defined(path: str) -> set[str]:
    """Return what this file defines at its top."""
    return set(_list_names(ast.parse((BASE_DIR / path).read_text()).body))


@cache
def read_source() -> Source:
    """Return what the repository has; it is read once."""
    source = Source(files=list_files())
    for path in (BASE_DIR / name for name in source.files):
        source.folders |= {folder.as_posix() for folder in path.relative_to(BASE_DIR).parents}
        if path.parent != Path(__file__).parent:  # The tests of documents name what is not there, too.
            _read_file(source, path)
    source.file_ends = {end for name in source.files for end in _list_ends(name)}
    source.folder_ends = {end for name in source.folders for end in _list_ends(name)}
    source.defined |= {Path(name).stem for name in source.files}
    source.defined |= {Path(name).name for name in source.folders}
    return source


def _read_file(source: Source, path: Path) -> None:
    relative = path.relative_to(BASE_DIR)
    if path.suffix == ".py":
        _read_module(source, relative, path.read_text())
    elif path.suffix == ".html":
        tags = re.findall(r"{%([^%]*)%}", path.read_text())
        source.tags |= {word for tag in tags for word in tag.split()}
    elif (_is_configuration(path) or relative.as_posix() in FURTHER) and path.stat().st_size < SMALL:
        source.words |= set(re.findall(r"[\w.-]*\w", path.read_text()))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in NOT_OURS or path.is_symlink():
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def _list_ends(name: str) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[place:]) for place in range(len(parts))]


def _is_configuration(path: Path) -> bool:
    return any(path.match(pattern) for pattern in CONFIGURATION)


def _read_module(source: Source, path: Path, text: str) -> None:
    """Read what a module defines, and all its texts but docstrings, with holes for what differs."""
    tree = ast.parse(text)
    name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    source.modules[name] = set(_list_names(tree.body))
    told: set[ast.expr] = set()
    for node in ast.walk(tree):  # what is around something comes before it
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str) and node not in told:
                source.texts.add(node.value)
        elif isinstance(node, ast.Expr):
            told.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            source.texts.add("".join(_say_part(part) for part in node.values))
        elif isinstance(node, ast.stmt):
            source.defined.update(_list_names([node]))
            if isinstance(node, ast.ClassDef):
                source.members.setdefault(node.name, set()).update(_list_members(node))


def _list_names(nodes: list[ast.stmt]) -> Iterator[str]:
    """Yield what these statements define: functions with their arguments, classes, constants, fields."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
            yield from (one.arg for one in [*node.args.args, *node.args.kwonlyargs])
        elif isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign | ast.Assign):
            yield from _list_targets(node.targets if isinstance(node, ast.Assign) else [node.target])


def _list_targets(targets: list[ast.expr]) -> Iterator[str]:
    for target in targets:
        yield from (part.id for part in ast.walk(target) if isinstance(part, ast.Name))


def _list_members(node: ast.ClassDef) -> set[str]:
    """Return the names of a class, and of those it is made of (`base:` before them)."""
    inherited = {f"base:{base.id}" for base in node.bases if isinstance(base, ast.Name)}
    nested = {one.name for one in node.body if isinstance(one, ast.ClassDef)}
    return inherited | nested | set(_list_names(list(node.body)))


def _say_part(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else HOLE


def has_member(source: Source, name: str, member: str) -> bool:
    """Return whether a class of ours, or one of ours that it is made of, has this name."""
    own = source.members.get(name, set())
    bases = [one.removeprefix("base:") for one in own if one.startswith("base:")]
    return member in own or any(base != name and has_member(source, base, member) for base in bases)
