"""How well two colours can be told apart, by the formulas of WCAG 2.2. Colours are written like #1f4e5f."""

from collections.abc import Iterable

# https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
WEIGHTS = (0.2126, 0.7152, 0.0722)
TEXT = 4.5
STEP = 0.02


def split(colour: str) -> list[int]:
    """Return the shares of red, green and blue, 0 to 255."""
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def luminance(colour: str) -> float:
    """Return the relative luminance, from 0 for black to 1 for white."""
    shares = (value / 255 for value in split(colour))
    linear = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return sum(weight * value for weight, value in zip(WEIGHTS, linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return the colour that holds this share of the first, as color-mix(in srgb) does."""
    pairs = zip(split(one), split(other), strict=True)
    return "#" + "".join(f"{round(share * first + (1 - share) * second):02x}" for first, second in pairs)


def choose_text(ground: str) -> str:
    """Return white or black, whichever reads better on this ground: never less than 4.5."""
    return max(("#ffffff", "#000000"), key=lambda colour: contrast(colour, ground))


def darken(colour: str, grounds: Iterable[str], least: float = TEXT) -> str:
    """Return the colour, with as much black in it as it takes to be read on each of these light grounds."""
    share, darker = 1.0, colour
    grounds = list(grounds)
    while min(contrast(darker, ground) for ground in grounds) < least:
        share -= STEP
        darker = mix(colour, "#000000", share)
    return darker
