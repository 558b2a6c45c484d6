"""A language for tests: every message stands in ⟦brackets⟧, so that what never was one is seen."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from django.conf import settings
from django.utils.translation import trans_real
from django.utils.translation.trans_real import CONTEXT_SEPARATOR, DjangoTranslation

from ideas_platform.lib import slot_rendering

OPEN, SHUT = "⟦", "⟧"
PLACE = r"%(?:\(\w+\))?[sd]"


@cache
def _put_in_brackets(message: str) -> str:
    words = message.rpartition(CONTEXT_SEPARATOR)[2]
    return OPEN + re.sub(PLACE, rf"{SHUT}\g<0>{OPEN}", words) + SHUT


class PseudoTranslation(DjangoTranslation):
    """Translates every message into itself, in brackets; lazy ones too: they ask when shown."""

    def gettext(self, message: str) -> str:
        """Return the message in brackets, without its context. What is put into it stands outside them."""
        return _put_in_brackets(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the message for this number in brackets, without its context."""
        return self.gettext(msgid1 if n == 1 else msgid2)


@contextmanager
def pseudo_locale() -> Iterator[None]:
    """Speak in brackets, here and in every request, until the block ends."""
    language = settings.LANGUAGE_CODE
    spoken = PseudoTranslation(language)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(vars(trans_real)["_translations"], language, spoken)
        patch.setattr(trans_real, "_default", spoken)
        trans_real.activate(language)
        slot_rendering._cut.cache_clear()
        yield
    trans_real.deactivate()
    slot_rendering._cut.cache_clear()
