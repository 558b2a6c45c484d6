"""Other voices out of a table: which column is what, and what is wrong with which cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.table_files.reading import (
    LARGEST,
    Fault,
    SentRow,
    SentTable,
    name_cell,
)
from ideas_platform.lib.visible_text import tidy_line, tidy_text
from moderation.domain.sent_files import NewVoice
from moderation.forms.other_voices import VoiceForm, list_marked
from moderation.forms.table_columns import find_columns, fold, read_rows
from moderation.models import OtherVoice
from moderation.models.other_voices import PASSAGE_LENGTH

MOST_MARKED = 20
# So many passages are looked through for what may show somebody, within two seconds.
LOOKED_THROUGH = 5_000
PASSAGE, TITLE = "passage", "title"
NEEDED = (TITLE, "source", "stream", PASSAGE)
COLUMNS: Mapping[str, str] = {
    "title": TITLE,
    "source": "source",
    "stream": "stream",
    "whose voice": "stream",
    "people": "people",
    "number of people": "people",
    "date": "held_on",
    "place": "place",
    "notes by": "notes_by",
    "who took the notes": "notes_by",
    "reference": "reference",
    "passage": PASSAGE,
}


class VoiceFileForm(PlainForm):
    """The file that is sent."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("XLSX or CSV, 10 MB and 25,000 rows at most."),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("There is nothing in the file."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> bytes:
        """Return what is in the file, no more than we take and one byte."""
        return bytes(self.cleaned_data["file"].read(LARGEST + 1))


@dataclass
class VoicePlan:
    """The voices of a table as far as they are read, and what is wrong so far."""

    columns: Mapping[str, int]
    taken: frozenset[str]
    voices: dict[str, NewVoice] = field(default_factory=dict)
    begun: dict[str, SentRow] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    marked: list[Fault] = field(default_factory=list)
    number: int = 0

    def read(self, row: SentRow) -> None:
        """Read one row: a passage, of a new voice or of one that an earlier row began."""
        title = tidy_line(self.get(row, TITLE))
        if not title:
            self.note(row, TITLE, _("Give it a title."))
        elif title.casefold() in self.begun:
            self._compare(row, self.begun[title.casefold()])
        else:
            self._begin(row, title)
        self._add_passage(row, title.casefold())

    def get(self, row: SentRow, name: str) -> str:
        """Return a cell by what its column is, "" where there is no such column."""
        return row.cells[self.columns[name]] if name in self.columns else ""

    def note(self, row: SentRow, name: str, words: str) -> None:
        """Note what is wrong with a cell, or with the row where it has no such column."""
        self.faults.append(Fault(name_cell(row.number, self.columns.get(name, 0) + 1), words))

    def _begin(self, row: SentRow, title: str) -> None:
        self.begun[title.casefold()] = row
        if title.casefold() in self.taken:
            self.note(row, TITLE, _("There is another voice with this title already."))
        given = {name: self.get(row, name) for name in self.columns if name != PASSAGE}
        form = VoiceForm({**given, "source": _find_choice(given["source"], OtherVoice.Source),
                          "stream": _find_choice(given["stream"], OtherVoice.Stream)})  # fmt: skip
        if not form.is_valid():
            for name, errors in form.errors.items():
                self.note(row, name, str(errors[0]))
            return
        if form.cleaned_data["source"] == OtherVoice.Source.PAPER_FORMS:
            self.note(row, "source", _("Paper forms are typed by two people, on their own page."))
        self.voices[title.casefold()] = NewVoice(form.read_facts())

    def _compare(self, row: SentRow, first: SentRow) -> None:
        """Let each fact of a later row be empty, or what the first one of its voice says."""
        for name in self.columns:
            cell = self.get(row, name)
            if name not in {PASSAGE, TITLE} and cell and cell != self.get(first, name):
                words = _("Row %(number)d has the same title and says something else here.")
                self.note(row, name, words % {"number": first.number})

    def _add_passage(self, row: SentRow, title: str) -> None:
        body = tidy_text(self.get(row, PASSAGE))
        if not body:
            self.note(row, PASSAGE, _("Write what was said."))
        elif len(body) > PASSAGE_LENGTH:
            self.note(row, PASSAGE, _("A passage has 4,000 letters at most."))
        elif title in self.voices:
            self.voices[title].passages.append(body)
        self.number += 1
        if self.number <= LOOKED_THROUGH and len(self.marked) < MOST_MARKED and (found := list_marked(body)):
            self.marked.append(Fault(name_cell(row.number, self.columns[PASSAGE] + 1), found[0]))


def plan_voices(table: SentTable, taken: frozenset[str]) -> VoicePlan:
    """Return the voices in a table; raises TableRefused with the reasons where something is wrong.

    `taken` are the titles that the workshop has already, folded.
    """
    plan = VoicePlan(find_columns(table, COLUMNS, NEEDED), taken)
    read_rows(table, plan)
    return plan


def _find_choice(cell: str, choices: type[OtherVoice.Source] | type[OtherVoice.Stream]) -> str:
    """Return the choice that a cell means, by its name or in words; the cell itself where it means none."""
    folded = fold(cell)
    pairs: Sequence[tuple[str, object]] = choices.choices
    return next((value for value, label in pairs if folded in {value.replace("_", " "), str(label)}), cell)
