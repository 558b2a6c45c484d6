"""Whatever stands in back-ticks in the documents is there: a file, a name, an address, a command, a text."""

import re

from ideas_platform.settings import BASE_DIR
from tests.documents.naming import is_there
from tests.documents.source import list_files

PAGES = [BASE_DIR / "README.md", BASE_DIR / "CONTRIBUTING.md", *sorted((BASE_DIR / "docs").rglob("*.md"))]
NAMES = r"(?:`[\w.]+(?:\(.*?\))?`(?:, | and )?)+"
NAMES_IN_A_FILE = re.compile(rf"({NAMES}) (?:\((?:in )?|in |of )`([\w/.]+\.py)`")


def list_terms(text: str) -> list[str]:
    """Return what stands in back-ticks, once each; blocks of code are no names."""
    without_blocks = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    terms = re.findall(r"`([^`\n]+(?:\n[^`\n]+)?)`", without_blocks)
    return list(dict.fromkeys(" ".join(term.split()) for term in terms))


def list_names_in_files(text: str) -> list[tuple[str, str]]:
    """Return each name of which a sentence says in which file it is."""
    found = NAMES_IN_A_FILE.findall(" ".join(text.split()))
    return [(name, path) for names, path in found for name in re.findall(r"`([\w.]+)", names)]


def is_in_file(name: str, path: str) -> bool:
    """Return whether a file that ends so speaks of the name, and defines it where it is no text."""
    files = [BASE_DIR / one for one in list_files() if f"/{one}".endswith(f"/{path}")]
    last = name.rpartition(".")[2]
    return any(re.search(rf"\b{re.escape(last)}\b", file.read_text()) for file in files)


def test_each_name_in_a_document_is_there() -> None:
    terms = [(page.name, term) for page in PAGES for term in list_terms(page.read_text())]
    assert len(terms) > 1000
    assert [(page, term) for page, term in terms if not is_there(term)] == []


def test_each_name_is_in_the_file_that_the_document_says() -> None:
    pairs = [(page.name, *pair) for page in PAGES for pair in list_names_in_files(page.read_text())]
    assert len(pairs) > 30
    assert [(page, name, path) for page, name, path in pairs if not is_in_file(name, path)] == []


NOT_THERE = [
    "cast_no_such_vote",
    "cast_no_such_vote(idea)",
    "NO_SUCH_DIR",
    "Workshop.no_such_field",
    "Idea.objects.no_such_query()",
    "voting.no_such_module",
    "no_such_folder/voting.py",
    "no_such_file.py",
    "no_such_folder/",
    "make no-such-target",
    "manage.py no_such_command",
    "manage.py rank S --no-such-option",
    "--no-such-option",
    "/no-such-page/",
    "python -m bench.no_such_program",
    "pytest tests/no_such_test.py",
    "NO_SUCH_SETTING=1 make run",
    "docker compose run --rm migrate python manage.py no_such_command",
    "urls → no_such_layer → models",
    "{% no_such_tag %}",
    "No-Such-Header",
    "Nothing of ours says this. …",
]


def test_what_is_not_there_is_found_out() -> None:
    assert [term for term in NOT_THERE if is_there(term)] == []


def test_a_name_that_has_left_its_file_is_found_out() -> None:
    text = "so `find_gate` and\n`list_no_such_boards(workshop)` (`voting/rules.py`) ask"
    assert list_names_in_files(text) == [
        ("find_gate", "voting/rules.py"),
        ("list_no_such_boards", "voting/rules.py"),
    ]
    assert not is_in_file("list_no_such_boards", "voting/rules.py")
