"""QR codes as part of a page: no file, no request, no style that our content security policy would block."""

import segno
from django.utils.safestring import SafeString, mark_safe


def draw_qr_code(address: str) -> SafeString:
    """Return the SVG markup of a QR code that leads to the address.

    Black on white in every colour scheme, with the white edge of four modules that cameras need.
    """
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(dark="#000", light="#fff", border=4, omitsize=True)
    # Segno writes numbers and these two colours, nothing of the address itself.
    return mark_safe(drawing)  # noqa: S308  # nosec B308 B703
