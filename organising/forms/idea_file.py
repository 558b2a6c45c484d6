"""Ideas out of a table: where they come from, which column is what, and what is wrong with which cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideas.models import Idea
from ideas.models.ideas import BODY_LENGTH, TITLE_LENGTH
from ideas.models.sources import MOST_ANSWERS, WORDS_LENGTH
from ideas_platform.lib.big_numbers import write_number
from ideas_platform.lib.long_text import LineField
from ideas_platform.lib.table_files.reading import Fault, SentRow, SentTable, name_cell
from ideas_platform.lib.visible_text import tidy_line, tidy_text
from moderation.forms.other_voices import list_marked
from moderation.forms.table_columns import find_columns, fold, read_rows
from moderation.forms.voice_file import LOOKED_THROUGH, MOST_MARKED, VoiceFileForm
from organising.domain.idea_files import NewIdea
from workshops.models import Theme

TITLE, TEXT, THEME, INTENT = "title", "text", "theme", "intent"
COLUMNS: Mapping[str, str] = {
    "title": TITLE,
    "text": TEXT,
    "idea": TEXT,
    "theme": THEME,
    "intent": INTENT,
    "what it does": INTENT,
}
NEEDED: Sequence[str] = (TITLE, TEXT)


class IdeaFileForm(VoiceFileForm):
    """The file that is sent, and where its ideas come from, as everybody will read it."""

    field_order = ("words", "answers", "file")
    words = LineField(
        label=gettext_lazy("Where they come from"),
        help_text=gettext_lazy(
            "Everybody reads this beside each idea. Such as: a survey in March. Name no person."
        ),
        max_length=WORDS_LENGTH,
        error_messages={"required": gettext_lazy("Write where the ideas come from.")},
    )
    answers = forms.IntegerField(
        label=gettext_lazy("Number of answers"),
        help_text=gettext_lazy("How many people were heard. It is shown from ten on."),
        required=False,
        min_value=1,
        max_value=MOST_ANSWERS,
    )

    def clean_words(self) -> str:
        """Refuse what may show who somebody is: nobody looks at these words before they are shown."""
        words = str(self.cleaned_data["words"])
        if found := list_marked(words):
            said = _("“%(words)s” may show who somebody is. Write it in another way.")
            raise forms.ValidationError(said % {"words": found[0]})
        return words


@dataclass
class IdeaPlan:
    """The ideas of a table as far as they are read, what is wrong, and what may show who somebody is."""

    columns: Mapping[str, int]
    themes: Mapping[str, Theme]
    ideas: list[NewIdea] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    marked: list[Fault] = field(default_factory=list)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)

    def read(self, row: SentRow) -> None:
        """Read one row: an idea, or what is wrong with it."""
        title, body = tidy_line(self._get(row, TITLE)), tidy_text(self._get(row, TEXT))
        self._check_words(row, title, body)
        theme, intent = self._find_theme(row), self._find_intent(row)
        self.ideas.append(NewIdea(title, body, theme.pk if theme else None, intent))
        if len(self.ideas) <= LOOKED_THROUGH and len(self.marked) < MOST_MARKED:
            for name, words in ((TITLE, title), (TEXT, body)):
                if found := list_marked(words):
                    self.marked.append(Fault(self._name_cell(row, name), found[0]))

    def _check_words(self, row: SentRow, title: str, body: str) -> None:
        if not title:
            self._note(row, TITLE, _("Give it a title."))
        elif len(title) > TITLE_LENGTH:
            self._note(row, TITLE, _("A title has %(most)d letters at most.") % {"most": TITLE_LENGTH})
        if not body:
            self._note(row, TEXT, _("Write the idea."))
        elif len(body) > BODY_LENGTH:
            self._note(
                row, TEXT, _("An idea has %(most)s letters at most.") % {"most": write_number(BODY_LENGTH)}
            )
        first = self.seen.setdefault((title, body), row.number)
        if first != row.number and title and body:
            self._note(row, TEXT, _("Row %(number)d says the same. Leave one of them.") % {"number": first})

    def _find_theme(self, row: SentRow) -> Theme | None:
        cell = self._get(row, THEME)
        theme = self.themes.get(fold(cell))
        if theme is None and cell.strip():
            words = _("This workshop has no theme “%(words)s”. Write it as it is called here, or nothing.")
            self._note(row, THEME, words % {"words": cell[:60]})
        return theme

    def _find_intent(self, row: SentRow) -> str:
        cell = self._get(row, INTENT)
        if not cell.strip():
            return str(Idea.Intent.NEW)
        named = {fold(str(word)): value for value, label in Idea.Intent.choices for word in (value, label)}
        if fold(cell) not in named:
            words = _("Write one of these, or nothing: %(words)s.")
            labels = ", ".join(str(label) for label in Idea.Intent.labels)
            self._note(row, INTENT, words % {"words": labels})
        return named.get(fold(cell), "")

    def _get(self, row: SentRow, name: str) -> str:
        return row.cells[self.columns[name]] if name in self.columns else ""

    def _note(self, row: SentRow, name: str, words: str) -> None:
        self.faults.append(Fault(self._name_cell(row, name), words))

    def _name_cell(self, row: SentRow, name: str) -> str:
        return name_cell(row.number, self.columns[name] + 1)


def plan_ideas(table: SentTable, themes: Iterable[Theme]) -> IdeaPlan:
    """Return the ideas in a table; raises TableRefused with the reasons where something is wrong.

    A theme is meant by its name, by its number, or by both as the pages write them.
    """
    named = {
        fold(word): theme for theme in themes for word in (str(theme), theme.title, str(theme.number)) if word
    }
    plan = IdeaPlan(find_columns(table, COLUMNS, NEEDED), named)
    read_rows(table, plan)
    return plan
