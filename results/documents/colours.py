"""The colours of printed pages: the site's brand colour, and what can be read on it."""

from django.conf import settings

from ideas_platform.lib.contrast import choose_text, darken, mix

# Of assets/sass/_palette.scss.
OURS = "#12534f"
TINT = 0.10


def choose_colours() -> dict[str, str]:
    """Return the brand colour as dark as letters on white and on its tint need it, with text and tint."""
    chosen = settings.BRAND_COLOUR or OURS
    tint = mix(chosen, "#ffffff", TINT)
    brand = darken(chosen, ("#ffffff", tint))
    return {"brand": brand, "on_brand": choose_text(brand), "tint": tint}
