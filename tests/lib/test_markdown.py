"""What organisers write becomes headings, lists, links and emphasis; nothing loads or does anything."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from ideas_platform.lib.markdown import TAGS, render_markdown

REL = 'rel="nofollow noopener noreferrer"'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain words.\n\nAll of it.", "<p>Plain words.</p>\n<p>All of it.</p>\n"),
        ("One line\nand the next", "<p>One line<br>\nand the next</p>\n"),
        ("**bold** and *italic*", "<p><strong>bold</strong> and <em>italic</em></p>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("3. three\n4. four", '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>\n'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("[NHS](https://nhs.uk)", f'<p><a href="https://nhs.uk" {REL}>NHS</a></p>\n'),
        ("[write](mailto:a@b.uk)", f'<p><a href="mailto:a@b.uk" {REL}>write</a></p>\n'),
        ("", ""),
    ],
)
def test_it_becomes_what_one_means(text: str, html: str) -> None:
    assert render_markdown(text) == html


def test_headings_come_below_those_of_the_page_without_a_gap() -> None:
    assert render_markdown("# A\n\n### B") == "<h3>A</h3>\n<h4>B</h4>\n"
    assert render_markdown("### B", below=3) == "<h4>B</h4>\n"
    assert render_markdown("# A\n\n## B\n\n### C", below=3) == "<h4>A</h4>\n<h5>B</h5>\n<h5>C</h5>\n"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=https://evil.example/x.png>",
        "![picture](https://evil.example/x.png)",
        "[press](javascript:alert(1))",
        "[press](data:text/html;base64,PHNjcmlwdD4=)",
        "[press](vbscript:x)",
        '<https://a.example/" onmouseover=x>',
        "<style>body{display:none}</style>",
        '<a href="https://a.example" onclick="x" style="color:red" target=_blank>a</a>',
        "<iframe src=https://evil.example></iframe>",
        "&lt;script&gt;",
        "[a](https://a.example 'x\" onclick=\"y')",
        "[![p](https://evil.example/x.png)](https://a.example)",
        "<svg/onload=alert(1)>",
    ],
)
def test_nothing_in_it_loads_or_does_anything(text: str) -> None:
    parsed = parse(render_markdown(text))
    assert {tag for tag, _attributes in parsed} <= TAGS
    for tag, attributes in parsed:
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else set())
        assert (attributes.get("href") or "https:").partition(":")[0] in {"https", "http", "mailto", "tel"}


def parse(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Return the tags of the text as a browser would read them, each with its attributes."""
    found: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    Reader().feed(html)
    return found
