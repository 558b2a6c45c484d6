"""CONTRIBUTING.md says where each rule stands, and what the project's words mean."""

import re

import pytest

from ideas_platform.settings import BASE_DIR
from tests.documents.source import list_defined, list_files

PAGE = (BASE_DIR / "CONTRIBUTING.md").read_text()
ROWS = re.findall(r"^\| (.+?) \| `([^`]+\.py)` \| `(\w+)` \|$", PAGE, re.MULTILINE)
LIST = PAGE.partition("\n## Words\n")[2].partition("\n## ")[0].strip()
WORDS = re.findall(r"^- (\*\*.*\*\*): (.*)$", LIST, re.MULTILINE)
MUST_BE_FOUND = [
    "until five people have voted",
    "totals are hidden until one has voted",
    "boards show after so many votes",
    "120 votes a minute",
    "ten people before a release",
    "no vote on one's own",
    "who is admitted",
    "what a phase allows",
    "nobody decides about their own",
    "below ten suppressed",
]


@pytest.mark.parametrize("rule", MUST_BE_FOUND)
def test_each_rule_of_these_ten_has_one_row(rule: str) -> None:
    assert len([words for words, _path, _name in ROWS if rule in words]) == 1


def test_each_of_these_ten_has_a_file_of_its_own_whose_name_no_other_file_has() -> None:
    files = [
        path.rpartition("/")[2] for words, path, _name in ROWS if any(rule in words for rule in MUST_BE_FOUND)
    ]
    all_files = [path.rpartition("/")[2] for path in list_files()]
    assert (len(set(files)), {file: all_files.count(file) for file in files}) == (10, dict.fromkeys(files, 1))


@pytest.mark.parametrize(("words", "path", "name"), ROWS, ids=[words for words, _path, _name in ROWS])
def test_each_rule_stands_where_the_table_says(words: str, path: str, name: str) -> None:
    assert name in list_defined(path)


def test_the_words_stand_in_order_each_with_its_meaning_on_one_line() -> None:
    assert len(WORDS) == len(LIST.splitlines())
    assert [word for word, _meaning in WORDS] == sorted(word for word, _meaning in WORDS)
