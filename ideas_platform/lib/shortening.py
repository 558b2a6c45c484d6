"""Long texts cut at a word."""

ELLIPSIS = "…"


def shorten(text: str, most: int) -> str:
    """Return the text in one line, of at most so many characters: cut after a word where it is longer."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    start = line[: most - 2]
    # A word that is longer than half of what is left is cut itself.
    words = start.rpartition(" ")[0]
    return f"{words if len(words) > most // 2 else start} {ELLIPSIS}"
