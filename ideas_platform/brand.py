"""The one colour that a site may choose, as a style sheet of its own: nothing inline passes our CSP.

Any colour will do. What must be read on it becomes white or black; links and buttons get as much darker as it
takes to read them on our grounds.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ideas_platform.lib.contrast import TEXT, choose_text, contrast, darken, mix

# Of assets/sass/_palette.scss: what links lie on in the light, besides a tint of the brand itself.
GROUNDS = ("#ffffff", "#f8f6f1", "#eeebe3")
TINT, QUIET, DEEP = 0.10, 0.18, 0.66


@require_safe
def show_brand(_request: HttpRequest) -> HttpResponse:
    """Answer the style sheet that sets the brand colour; empty where the site keeps ours."""
    rules = write_rules(settings.BRAND_COLOUR) if settings.BRAND_COLOUR else ""
    return HttpResponse(rules, content_type="text/css", headers={"Cache-Control": "public, max-age=3600"})


def write_rules(brand: str) -> str:
    """Return the rules for this colour; those for links hold in the light only."""
    text = choose_text(brand)
    quiet = mix(brand, text, QUIET)
    link = darken(brand, (*GROUNDS, mix(brand, "#ffffff", TINT)))
    everywhere = {
        "--brand": brand,
        "--brand-text": text,
        "--brand-quiet": quiet if contrast(quiet, brand) >= TEXT else text,
    }
    by_day = {"--link": link, "--button-hover": (deep := mix(link, "#000000", DEEP)), "--button-shadow": deep}
    return f"{_rule(everywhere)}@media screen and (prefers-color-scheme:light){{{_rule(by_day)}}}"


def _rule(properties: dict[str, str]) -> str:
    return ":root{" + ";".join(f"{name}:{value}" for name, value in properties.items()) + "}"
