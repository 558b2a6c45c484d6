"""The vectors of texts and codes: each made once of its words, in pieces, and kept while they stand.

This loads the model, and nothing of what learns from codings: each of the two needs much memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from moderation.analysis.arrays import Vectors
from moderation.analysis.meaning import SentenceModel
from moderation.analysis.pieces import Pause, cut, go_on
from moderation.domain.codebook import read_codebook
from moderation.domain.likeness_texts import (
    Compared,
    describe,
    forget_others,
    keep_rows,
    make_plain,
    read_texts,
)
from moderation.domain.vectors import ON_DISK, write_fingerprint
from moderation.models import CodeVector, TextVector
from workshops.models import Workshop

PIECE = 50


def embed_all(workshop: Workshop, pause: Pause = go_on) -> None:
    """Store a vector of each text and each code of the workshop whose plain form has none yet.

    `pause` is called before each and may end it by raising: what is stored by then is there for the next run.
    Raises WrongFile where the model is not the one that was checked.
    """
    texts = read_texts(workshop)
    forget_others(TextVector, workshop, texts)
    new = _list_new_texts(workshop, texts)
    codes = _list_new_codes(workshop)
    if not new and not codes:
        return
    model = SentenceModel()
    for piece in cut(len(new), PIECE):
        vectors = model.embed_all([words for _text, words in new[piece]], pause)
        fields = {
            text.key: _write(words, one) for (text, words), one in zip(new[piece], vectors, strict=True)
        }
        keep_rows(TextVector, workshop, [text for text, _words in new[piece]], fields)
    for key, words in codes.items():
        pause()
        CodeVector.objects.update_or_create(pk=key, defaults=_write(words, model.embed(words)))


def _list_new_texts(workshop: Workshop, texts: Sequence[Compared]) -> list[tuple[Compared, str]]:
    rows = TextVector.objects.filter(workshop=workshop).defer("vector")
    known = {row.item_key: bytes(row.fingerprint) for row in rows.iterator()}
    plain = zip(texts, make_plain(texts), strict=True)
    return [(text, words) for text, words in plain if known.get(text.key) != write_fingerprint(words)]


def _list_new_codes(workshop: Workshop) -> Mapping[UUID, str]:
    rows = CodeVector.objects.filter(code__workshop=workshop).values_list("pk", "fingerprint")
    known = {key: bytes(fingerprint) for key, fingerprint in rows}
    described = {key: describe(code) for key, code in read_codebook(workshop).choosable.items()}
    return {key: words for key, words in described.items() if known.get(key) != write_fingerprint(words)}


def _write(words: str, vector: Vectors) -> dict[str, bytes]:
    return {"fingerprint": write_fingerprint(words), "vector": vector.astype(ON_DISK).tobytes()}
