"""A text as a PDF of one page, the same bytes each time: for the demo's document. Source: ISO 32000-1."""

from __future__ import annotations

import textwrap

LEFT, TOP, LEADING, SIZE, COLUMNS, MOST_LINES = 64, 770, 15, 11, 88, 48
FONTS = b"<</Font<</F1 5 0 R/F2 6 0 R>>>>"


def write_pdf(title: str, text: str) -> bytes:
    """Return an A4 page with the text, paragraph by paragraph, the first as a heading.

    Raises ValueError for a text that does not fit on a page or has signs outside Windows-1252.
    """
    heading, *paragraphs = text.split("\n\n")
    lines = [line for part in paragraphs for line in [*textwrap.wrap(part, COLUMNS), ""]]
    if len(lines) > MOST_LINES:
        raise ValueError("The text does not fit on one page.")
    page = _show(heading, lines)
    return _assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R/Lang(en-GB)/ViewerPreferences<</DisplayDocTitle true>>>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources%s>>" % FONTS,
            b"<</Length %d>>\nstream\n%s\nendstream" % (len(page), page),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
            b"<</Title(%s)>>" % _escape(title),
        ]
    )


def _show(heading: str, lines: list[str]) -> bytes:
    rows = [b"(%s) Tj T*" % _escape(line) for line in lines]
    begin = b"BT /F2 15 Tf %d TL %d %d Td (%s) Tj T* T*" % (LEADING, LEFT, TOP, _escape(heading))
    return b"\n".join([begin, b"/F1 %d Tf" % SIZE, *rows, b"ET"])


def _escape(text: str) -> bytes:
    plain = text.encode("cp1252")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _assemble(objects: list[bytes]) -> bytes:
    """Return the file with its table of where each object begins: the root is first, the facts are last."""
    content = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    places: list[int] = []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    cross_references = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return content + cross_references + end % (size, len(objects), len(content))
