"""A list of people to invite: pasted, or as a file with a column of addresses and one of organisations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.big_numbers import write_numbers
from ideas_platform.lib.table_files.reading import (
    LARGEST,
    Fault,
    SentTable,
    TableRefused,
    name_cell,
    read_table,
)
from workshops.domain.invitation_lists import LONGEST_LIST, Line, Outcome, read_list, write_list
from workshops.models import Workshop
from workshops.rules import Role

# A request of more than 256 KB is refused before anybody can say why.
LONGEST_TEXT = 240_000
ADDRESS, ORGANISATION = "address", "organisation"
COLUMNS: Mapping[str, str] = {
    "address": ADDRESS,
    "email": ADDRESS,
    "e-mail": ADDRESS,
    "email address": ADDRESS,
    "e-mail address": ADDRESS,
    "organisation": ORGANISATION,
    "organization": ORGANISATION,
}


class InviteForm(PlainForm):
    """Addresses as people have them; a file takes their place."""

    # Line breaks and tabs say what belongs together, and which line it is.
    addresses = forms.CharField(
        label=_("E-mail addresses"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"spellcheck": "false"}),
        max_length=LONGEST_TEXT,
        help_text=_(
            "Paste them as you have them: one on each line, with commas, or with names, like "
            "“Ada Lovelace <ada@trust.example>”. You can paste two columns of a spreadsheet: address and "
            "organisation."
        ),
        error_messages={"max_length": _("The list is too long. Send it in parts.")},
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("XLSX or CSV, with a column “e-mail”. It may have a column “organisation” too."),
        error_messages={"empty": _("There is nothing in the file.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, workshop: Workshop, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.text = ""
        self.lines: list[Line] = []
        self.refusal: TableRefused | None = None

    def clean(self) -> dict[str, Any]:
        """Read the list; refuse none at all, and one that is too long."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        self.text = self._read_file() if cleaned.get("file") else cleaned.get("addresses", "")
        if self.refusal is None and not self.text.strip():
            raise ValidationError({"addresses": _("Paste at least one e-mail address, or choose a file.")})
        self.lines = read_list(self.workshop, self.text, Role.PARTICIPANT)
        if len(self.lines) > LONGEST_LIST:
            words = _now("These are %(number)s addresses. Send at most %(most)s at a time.")
            raise ValidationError(
                {"addresses": words % write_numbers({"number": len(self.lines), "most": LONGEST_LIST})},
                code="long",
            )
        return cleaned

    def list_new(self) -> list[Line]:
        """Return the lines that invite somebody."""
        return [line for line in self.lines if line.outcome == Outcome.NEW]

    def write_new(self) -> str:
        """Return a list of those alone: the names and notes around them need not be sent again."""
        rows = [(one.address, one.organisation.name if one.organisation else "") for one in self.list_new()]
        return write_list(rows)

    def list_others(self) -> list[Line]:
        """Return the lines that invite nobody new."""
        return [line for line in self.lines if line.outcome != Outcome.NEW]

    def _read_file(self) -> str:
        try:
            table = read_table(bytes(self.cleaned_data["file"].read(LARGEST + 1)))
            return _write_rows(table)
        except TableRefused as refusal:
            self.refusal = refusal
            self.add_error("file", ValidationError(_("Nothing was read from the file."), code="refused"))
            return ""


class BouncesForm(PlainForm):
    """Addresses from which letters came back."""

    addresses = forms.CharField(
        widget=forms.Textarea(attrs={"spellcheck": "false"}),
        label=_("Addresses from which letters came back"),
        max_length=LONGEST_TEXT,
        help_text=_("Paste them from your mailbox, one on each line or with commas."),
        error_messages={
            "required": _("Paste at least one e-mail address."),
            "max_length": _("The list is too long. Send it in parts."),
        },
    )


def _write_rows(table: SentTable) -> str:
    """Return the rows as a list to paste, each on the line that it has in the file. Raises TableRefused."""
    columns = _find_columns(table)
    cells = {
        row.number: (
            row.cells[columns[ADDRESS]],
            row.cells[columns[ORGANISATION]] if ORGANISATION in columns else "",
        )
        for row in table.rows
    }
    last = max(cells, default=0)
    return write_list([cells.get(number, ("", "")) for number in range(1, last + 1)])


def _find_columns(table: SentTable) -> dict[str, int]:
    """Return the place of each column that we read; others are left alone. Raises TableRefused."""
    columns: dict[str, int] = {}
    for place, heading in enumerate(table.headings):
        name = COLUMNS.get(" ".join(heading.replace("_", " ").split()).casefold())
        if name in columns:
            words = _now("Two columns are called “%(words)s”.") % {"words": heading[:60]}
            raise TableRefused([Fault(name_cell(table.heading_row, place + 1), words)])
        if name is not None:
            columns[name] = place
    if ADDRESS not in columns:
        raise TableRefused([Fault("", _now("The column “%(name)s” is missing.") % {"name": "e-mail"})])
    return columns
