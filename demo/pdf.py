"""A text as an accessible PDF (PDF/UA-1), the same bytes each time."""

from ideas_platform.lib.typesetting import set_pdf

# What is written on the page comes as data, never as markup.
_PAGE = b"""
#let content = json(bytes(sys.inputs.content))
#set document(title: content.title, date: none)
#set page(paper: "a4", margin: 23mm)
#set text(lang: "en", region: "GB", size: 11pt)
= #content.heading
#for paragraph in content.paragraphs { par(paragraph) }
"""


def write_pdf(title: str, text: str) -> bytes:
    """Return A4 pages with the text, paragraph by paragraph, the first as a heading.

    Raises RuntimeError where Typst cannot set it.
    """
    heading, *paragraphs = text.split("\n\n")
    return set_pdf(_PAGE, {"title": title, "heading": heading, "paragraphs": paragraphs})
