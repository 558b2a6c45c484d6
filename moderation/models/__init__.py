"""The tables of moderation, by noun."""

from moderation.models.calibrations import Calibration, CalibrationBin, ShownCode
from moderation.models.claims import Claim, Undo
from moderation.models.codes import Code, CodeVersion
from moderation.models.codings import (
    ChosenCode,
    Coding,
    CodingClaim,
    CodingQuerySet,
    Quote,
    Settlement,
    Text,
)
from moderation.models.decisions import WORDS_LENGTH, Decision, DecisionQuerySet
from moderation.models.editors_notes import EditorsNote
from moderation.models.likeness import CodeVector, OfText, ReadingPlace, SuggestedCodes, TextVector
from moderation.models.notes import Mention, Note, NoteQuerySet
from moderation.models.omission_samples import OmissionSample, SampleClaim, SampledText
from moderation.models.other_voices import OtherVoice, Passage
from moderation.models.paper_forms import Keying, PaperForm, SentFile
from moderation.models.reason_templates import ReasonTemplate
from moderation.models.share_changes import ShareChange
from moderation.models.theme_assignments import DailyLetterRefusal, ThemeAssignment

__all__ = [
    "WORDS_LENGTH",
    "Calibration",
    "CalibrationBin",
    "ChosenCode",
    "Claim",
    "Code",
    "CodeVector",
    "CodeVersion",
    "Coding",
    "CodingClaim",
    "CodingQuerySet",
    "DailyLetterRefusal",
    "Decision",
    "DecisionQuerySet",
    "EditorsNote",
    "Keying",
    "Mention",
    "Note",
    "NoteQuerySet",
    "OfText",
    "OmissionSample",
    "OtherVoice",
    "PaperForm",
    "Passage",
    "Quote",
    "ReadingPlace",
    "ReasonTemplate",
    "SampleClaim",
    "SampledText",
    "SentFile",
    "Settlement",
    "ShareChange",
    "ShownCode",
    "SuggestedCodes",
    "Text",
    "TextVector",
    "ThemeAssignment",
    "Undo",
]
