"""What organisers ask in a self-assessment, and what members answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.big_numbers import write_number
from ideas_platform.lib.long_text import LineField, LongTextField
from pledges.domain.assessing import OwnAnswers
from pledges.domain.assessments import START_LEVELS, START_QUESTIONS, AssessmentText
from pledges.models import Assessment, Standing
from pledges.models.assessments import INTRODUCTION_LENGTH, LEVEL_LENGTH, QUESTION_LENGTH

FEWEST_LEVELS, MOST_LEVELS, MOST_QUESTIONS = 3, 5, 12
LEVELS_WRONG = _("Write three to five levels, each in a line of its own, and each another one.")
QUESTIONS_WRONG = _("Write one to twelve questions, each in a line of its own, and each another one.")
TOO_LONG = _("Make each line shorter: %(most)s characters at most.")


class AssessmentForm(PlainForm):
    """The questions and levels of a self-assessment, one in each line."""

    introduction = LineField(
        label=_("What it is about"),
        help_text=_("Members read it first. You can leave it out."),
        max_length=INTRODUCTION_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    questions = LongTextField(
        label=_("Questions or sentences"),
        help_text=_("One in each line, twelve at most."),
        max_length=MOST_QUESTIONS * (QUESTION_LENGTH + 2),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": QUESTIONS_WRONG, "max_length": QUESTIONS_WRONG},
    )
    levels = LongTextField(
        label=_("Levels"),
        help_text=_("One in each line, from the lowest to the highest: three to five."),
        max_length=MOST_LEVELS * (LEVEL_LENGTH + 2),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": LEVELS_WRONG, "max_length": LEVELS_WRONG},
    )
    version = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput)

    def clean_questions(self) -> list[str]:
        """Return the questions, one for each line."""
        return _split(
            self.cleaned_data["questions"], QUESTION_LENGTH, range(1, MOST_QUESTIONS + 1), QUESTIONS_WRONG
        )

    def clean_levels(self) -> list[str]:
        """Return the levels, one for each line."""
        allowed = range(FEWEST_LEVELS, MOST_LEVELS + 1)
        return _split(self.cleaned_data["levels"], LEVEL_LENGTH, allowed, LEVELS_WRONG)

    def read_text(self) -> AssessmentText:
        """Return what is asked; the form must be valid."""
        said = self.cleaned_data
        return AssessmentText(said["introduction"], said["levels"], said["questions"])


class AnswersForm(PlainForm):
    """What one member answers: as whom, and a level for each question, which can be left out."""

    standing = forms.ChoiceField(
        label=_("Who are you here?"),
        choices=Standing.Value.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose which of these you are."),
            "invalid_choice": _("Choose which of these you are."),
        },
    )

    def __init__(self, *args: Any, assessment: Assessment, **options: Any) -> None:
        super().__init__(*args, **options)
        self._questions = list(assessment.questions.all())
        for question in self._questions:
            self.fields[name_box(question.number)] = forms.TypedChoiceField(
                label=question.text,
                choices=[(str(level), words) for level, words in enumerate(assessment.levels)],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose one of these levels.")},
            )

    def read_answers(self) -> OwnAnswers:
        """Return what was answered; the form must be valid."""
        said = self.cleaned_data
        chosen = {one.pk: said[name_box(one.number)] for one in self._questions}
        levels: dict[UUID, int] = {key: level for key, level in chosen.items() if level is not None}
        return OwnAnswers(said["standing"], levels)


def name_box(number: int) -> str:
    """Return the name of the boxes of a question."""
    return f"question_{number}"


def list_written(assessment: Assessment | None, *, starts: bool) -> dict[str, Any]:
    """Return what the boxes of the organisers begin with: what is written, or the start set."""
    if assessment is None or starts:
        words = {"questions": START_QUESTIONS, "levels": START_LEVELS} if starts else {}
        lines = {name: "\n".join(map(str, those)) for name, those in words.items()}
        return {**lines, "version": assessment.version if assessment else 0}
    return {
        "introduction": assessment.introduction,
        "questions": "\n".join(one.text for one in assessment.questions.all()),
        "levels": "\n".join(assessment.levels),
        "version": assessment.version,
    }


def list_answered(assessment: Assessment, answers: OwnAnswers) -> dict[str, Any]:
    """Return what the boxes of a member begin with: what they answered."""
    boxes = {one.pk: name_box(one.number) for one in assessment.questions.all()}
    levels = {boxes[key]: str(level) for key, level in answers.levels.items() if key in boxes}
    return {"standing": answers.standing, **levels}


def _split(text: str, longest: int, allowed: Sequence[int], wrong: Any) -> list[str]:
    lines = list(filter(None, (" ".join(line.split()) for line in text.splitlines())))
    different = set(map(str.casefold, lines))
    if len(lines) not in allowed or len(different) < len(lines):
        raise ValidationError(wrong, code="lines")
    if max(map(len, lines)) > longest:
        raise ValidationError(TOO_LONG, code="long", params={"most": write_number(longest)})
    return lines
