"""Texts without what tells who wrote them: what likeness is worked out from, by stems and by meaning."""

from __future__ import annotations

from collections.abc import Sequence

from moderation.analysis.set_phrases import take_off_set_phrases
from moderation.analysis.spelling import even_out_spelling
from moderation.analysis.stems import list_content_words


def make_plain_texts(texts: Sequence[str]) -> list[str]:
    """Return the content words of each text in order, without set phrases and rare spellings.

    It depends on the other texts: what three of them begin with is no greeting as long as there is only one.
    So a vector belongs to a plain text, and where that changes the text is embedded again.
    """
    return [" ".join(list_content_words(text)) for text in even_out_spelling(take_off_set_phrases(texts))]
