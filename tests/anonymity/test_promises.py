"""Each promise on the public page names tests that exist, and figures of a run that kept all bars."""

from __future__ import annotations

import ast
import json

import pytest
from django.conf import settings
from django.test import Client

from anonymity.promises import FIGURES, PROMISES, read_figures
from tests.pages import read_text

NAMED = sorted({test for promise in PROMISES for test in promise.tests})


@pytest.mark.parametrize("test", NAMED)
def test_a_promise_names_tests_that_exist(test: str) -> None:
    path, _colons, name = test.partition("::")
    tree = ast.parse((settings.BASE_DIR / path).read_text())
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.django_db
def test_the_page_prints_every_promise_with_its_finding_and_tests() -> None:
    text = read_text(Client().get("/how-anonymity-works/"))
    figures = read_figures()
    wanted = [
        words
        for promise in PROMISES
        for words in (str(promise.words), promise.say_finding(figures), *promise.tests)
    ]
    assert [words for words in wanted if words not in text] == []


def test_the_last_full_run_kept_all_bars() -> None:
    run = json.loads(FIGURES.read_text())
    assert (run["holds"], run["active_hold"]) == (True, True)
