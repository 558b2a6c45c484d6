"""What every template and the built style sheet must keep to, whoever writes it."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import TemplateSyntaxError
from django.template.loader import get_template

from template_lines import find_long_lines

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
PAGES = [name for name in TEMPLATES if "/email/" not in name]
MOST_LINES = 120
BUILT = ROOT / "static" / "build"


def read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def find_in_pages(pattern: str) -> dict[str, list[str]]:
    """Return what fits the pattern in the templates of pages, by template."""
    assert len(PAGES) > 500
    found = {name: re.findall(pattern, read(name)) for name in PAGES}
    return {name: parts for name, parts in found.items() if parts}


def test_a_template_compiles() -> None:
    wrong = {}
    for name in TEMPLATES:
        try:
            get_template(name)
        except TemplateSyntaxError as error:
            wrong[name] = error
    assert wrong == {}


def test_a_template_is_short() -> None:
    lines = {name: len(read(name).splitlines()) for name in TEMPLATES}
    assert {name: number for name, number in lines.items() if number > MOST_LINES} == {}


def test_no_line_of_a_template_is_long() -> None:
    assert find_long_lines(FOLDER) == []


def test_a_long_line_is_found(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(f"short\n{'ä' * 60}\n{'ä' * 60}x\n", encoding="utf-8")
    assert find_long_lines(tmp_path) == [f"{tmp_path / 'page.html'}:3: 121 bytes"]


def test_a_template_has_no_inline_style() -> None:
    assert find_in_pages(r"<style\b|\sstyle\s*=") == {}


def test_a_template_has_no_inline_script() -> None:
    assert find_in_pages(r"<script\b(?![^>]* src=)[^>]*>") == {}
    assert find_in_pages(r"\son[a-z]+\s*=|javascript:") == {}


def test_a_page_loads_nothing_from_another_host() -> None:
    assert find_in_pages(r"<(?:link|script|img|iframe)\b[^>]*https?://[^>]*>") == {}


def read_included(part: str) -> str:
    """Return the templates that this part of one includes."""
    return "".join(map(read, re.findall(r'{% include "([^"]+)"', part)))


def test_a_form_that_posts_carries_its_token() -> None:
    forms = [
        (name, form)
        for name in PAGES
        for form in re.findall(r'<form\b[^>]*method="post".*?</form>', read(name), re.DOTALL)
    ]
    assert len(forms) > 100
    assert [
        (name, form) for name, form in forms if "{% csrf_token %}" not in form + read_included(form)
    ] == []


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html", "503.html"])
def test_what_is_shown_when_all_else_fails_needs_neither_context_nor_database(name: str) -> None:
    page = get_template(name).render()
    assert re.findall(r"<h1>.+</h1>", page) != []


def test_htmx_may_neither_evaluate_nor_leave_the_site() -> None:
    content = re.search(r"<meta name=\"htmx-config\" content='([^']+)'>", read("base.html"))
    assert content is not None
    config = json.loads(content[1])
    swapped = {rule["code"]: rule["swap"] for rule in config.pop("responseHandling")}
    assert config == {
        "allowEval": False,
        "includeIndicatorStyles": False,
        "selfRequestsOnly": True,
        "historyCacheSize": 0,
        "defaultSettleDelay": 0,
    }
    assert swapped == {"204": False, "[23]..": True, "422": True, "[45]..": False}


def test_the_code_comes_first_in_the_subject_of_the_sign_in_mail() -> None:
    subject = get_template("account/email/login_code_subject.txt").render({"code": "482913"}).strip()
    assert subject == "482913 is your sign-in code"


def test_the_style_sheet_is_of_no_brand_but_ours() -> None:
    styles = (BUILT / "app.css").read_text(encoding="utf-8").lower()
    assert re.findall(r"#005eb8|frutiger|https?://|@font-face|sourcemappingurl", styles) == []


def test_the_first_visit_costs_at_most_60_kilobytes() -> None:
    # Only staff ever load these, and the last whoever has signed in.
    later = {"admin.css.gz", "desk.css.gz", "coding.js.gz", "offline.js.gz"}
    built = {path.name: path.stat().st_size for path in BUILT.glob("*.gz") if path.name not in later}
    images = sum(path.stat().st_size for path in (ROOT / "static" / "images").glob("*.svg"))
    # No page has more than one of these: nobody votes one by one on pages of the Declaration, for one.
    alone = [{"declaration.css.gz"}, {"people.css.gz"}, {"signed.css.gz"}, {"shortcuts.js.gz"}]
    alone += [{"screen.css.gz", "screen.js.gz"}]
    everywhere = sum(size for name, size in built.items() if name not in set().union(*alone)) + images
    for names in alone:
        # leaves 15,000 bytes for the page itself
        assert everywhere + sum(built[name] for name in names) <= 45_000


@pytest.mark.parametrize(
    ("sheet", "bases"),
    [
        ("declaration", {"results/declaration/base.html", "desk/declaration/base.html"}),
        ("people", {"organising/participation.html"}),
        ("screen", {"events/screen.html"}),
        ("signed", {"pledges/base.html"}),
    ],
)
def test_only_pages_of_their_own_load_these_style_sheets(sheet: str, bases: set[str]) -> None:
    assert {name for name in TEMPLATES if f"build/{sheet}.css" in read(name)} == bases


def test_only_pages_of_staff_load_the_desks_style_sheet() -> None:
    names = {name for name in TEMPLATES if "build/desk.css" in read(name)}
    of_no_workshop = {"desk/desks.html", "desk/set_up/new.html", "desk/set_up/makers.html"}
    assert names == {"desk/base.html", *of_no_workshop, "admin/workshops/workshop/code_sheet.html"}


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
