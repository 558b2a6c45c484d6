"""The tables of moderation, by noun."""

from moderation.models.claims import Claim, Undo, UndoQuerySet
from moderation.models.decisions import WORDS_LENGTH, Decision, DecisionQuerySet
from moderation.models.editors_notes import EditorsNote
from moderation.models.reason_templates import ReasonTemplate

__all__ = [
    "WORDS_LENGTH",
    "Claim",
    "Decision",
    "DecisionQuerySet",
    "EditorsNote",
    "ReasonTemplate",
    "Undo",
    "UndoQuerySet",
]
