"""To add a note of the design group's to an idea, to change it, and to take it away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.long_text import LineField
from ideas_platform.lib.refusals import Unprocessable
from moderation.domain.editors_notes import remove_note, require_plain, write_note
from moderation.domain.nobody_decides_about_own import Item
from moderation.forms.decision_form import DecisionForm, Words
from moderation.models import WORDS_LENGTH, Decision
from workshops.models import Membership

NOTE_WORDS = Words(
    _("Editor’s note"),
    _(
        "Everybody reads it beside the idea, marked as yours, and so does whoever downloads the results. "
        "The author’s own words stay as they are."
    ),
    _("Show this note"),
    _("Show this note?"),
)
UNNOTE_WORDS = Words(
    _("Take the editor’s note away"),
    _("Nobody reads it any more beside the idea. The record keeps it."),
    _("Take it away"),
    _("Take it away?"),
)


class _NoteForm(DecisionForm):
    """A decision about a note: it needs no reason, and the note is all there is to say."""

    def __init__(self, verdict: str, words: Words, *args: Any, **kwargs: Any) -> None:
        super().__init__(verdict, words, *args, **kwargs)
        del self.fields["reason"], self.fields["note"]


class NoteForm(_NoteForm):
    """Adds a note to an idea or puts another in its place."""

    words_shown = LineField(
        label=_("What everybody reads"),
        help_text=_("One or two plain sentences, such as which ideas are counted together, and why."),
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what everybody reads.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(Decision.Verdict.NOTE, NOTE_WORDS, *args, **kwargs)

    def clean_words_shown(self) -> str:
        """Return the note; it must not show who somebody is, nor lead anywhere."""
        words: str = self.cleaned_data["words_shown"]
        try:
            require_plain(words)
        except Unprocessable as refusal:
            raise forms.ValidationError(str(refusal), code="identifies") from refusal
        return words

    def decide(self, *, actor: Membership | None, item: Item) -> str:
        """Show the note, and say so."""
        write_note(actor=actor, idea=item.thread, words=self.cleaned_data["words_shown"], seen=self.seen)
        return str(_("The note is shown."))


class UnnoteForm(_NoteForm):
    """Takes the note of an idea away."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(Decision.Verdict.UNNOTE, UNNOTE_WORDS, *args, **kwargs)

    def decide(self, *, actor: Membership | None, item: Item) -> str:
        """Take the note away, and say so."""
        remove_note(actor=actor, idea=item.thread, seen=self.seen)
        return str(_("The note is gone."))
