"""Changing the codebook: each change is kept, and two people who change the same code both see it."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ideas.domain.holding import is_held
from ideas_platform.lib.refusals import Refusal, Unprocessable
from moderation.domain.codebook import Codebook, read_codebook
from moderation.models import Code, CodeVersion
from workshops.models import Membership, Workshop

MOST = 300
TOO_MANY = _("There are three hundred codes already. Merge some first.")
NAME_TAKEN = _("There is a code of this name already.")
SHOWS_SOMEBODY = _("This could show who somebody is. Say it in your own words.")
NO_PARENT = _("Choose a family that is none of the codes below another.")
HAS_CHILDREN = _("This code has others below it, so it cannot stand below another.")
SAME = _("Choose two different codes.")
GONE = _("This code is not there any more. Somebody has merged it.")
# Keys that do something else on the page for coding.
TAKEN_LETTERS = frozenset("u")
LETTERS = [letter for letter in string.ascii_lowercase if letter not in TAKEN_LETTERS]
LETTERS += list(string.ascii_uppercase)
Deed = CodeVersion.Deed


class CodeChanged(Refusal):
    """Somebody else has changed the code since it was seen (409)."""

    status = 409
    message = _("Somebody else has changed this code. Both texts are below.")


class CodeGone(Refusal):
    """The code was merged into another meanwhile (409)."""

    status = 409
    message = GONE


@dataclass(frozen=True)
class CodeText:
    """What a code says, and the family in which it stands."""

    name: str
    definition: str = ""
    example: str = ""
    parent: UUID | None = None


def add_code(*, actor: Membership, text: CodeText) -> Code:
    """Add a code and return it; raises Unprocessable where it cannot be so."""
    with transaction.atomic():
        codebook = _open(actor)
        if len(codebook.codes) >= MOST:
            raise Unprocessable(TOO_MANY)
        return _create(actor, codebook, text)


def change_code(*, actor: Membership, code: Code, text: CodeText, version: int) -> Code:
    """Let a code say something else, and return it; what it said is kept.

    Raises CodeChanged where it is not in the version that was seen, CodeGone where it was merged,
    Unprocessable where it cannot be so.
    """
    with transaction.atomic():
        codebook = _open(actor)
        code = _find(codebook, code, version)
        _check(codebook, text, code)
        code.name, code.definition, code.example = text.name, text.definition, text.example
        code.parent_id = text.parent
        code.letter = code.letter or find_letter(codebook, code.name)
        return _keep(actor, codebook, code, Deed.CHANGE)


def merge_codes(*, actor: Membership, code: Code, into: Code, version: int) -> Code:
    """Let what was coded with one code count for another, and return the other. Parting brings it back.

    The codes below it go to the other's family. Raises as `change_code`.
    """
    with transaction.atomic():
        codebook = _open(actor)
        code = _find(codebook, code, version)
        other = codebook.codes[into.pk]
        if other.pk == code.pk or codebook.find_root(other.pk) != other.pk:
            raise Unprocessable(SAME)
        if other.parent_id == code.pk:
            raise Unprocessable(_("Merge the one below into the one above."))
        below = other.pk if other.parent_id is None else other.parent_id
        Code.objects.filter(parent=code).update(parent=below)
        code.merged_into_id, code.letter = other.pk, ""
        _keep(actor, codebook, code, Deed.MERGE, [other])
        return other


def part_code(*, actor: Membership, code: Code, version: int) -> Code:
    """Undo a merge: the code stands for itself again, with all that was coded with it. Return it.

    Raises CodeChanged, and Unprocessable where another has its name meanwhile.
    """
    with transaction.atomic():
        codebook = _open(actor)
        known = codebook.codes.get(code.pk)
        if known is None or known.version != version or known.merged_into_id is None:
            raise CodeChanged
        other = codebook.codes[known.merged_into_id]
        parent = codebook.codes.get(known.parent_id) if known.parent_id else None
        if parent is not None and (parent.merged_into_id or parent.parent_id):
            known.parent_id = None
        _check_name(codebook, known.name, known)
        known.merged_into_id, known.letter = None, find_letter(codebook, known.name)
        return _keep(actor, codebook, known, Deed.PART, [other])


def split_code(*, actor: Membership, code: Code, names: Sequence[str], version: int) -> list[Code]:
    """Put new codes of these names below a code, and return them.

    What was coded with it stays so until whoever coded it chooses among the new ones. One that stands below
    another moves up, so that there are two levels. Raises as `change_code`.
    """
    with transaction.atomic():
        codebook = _open(actor)
        code = _find(codebook, code, version)
        code.parent_id = None
        code.letter = ""
        _keep(actor, codebook, code, Deed.SPLIT, [Code(name=name) for name in names])
        texts = [CodeText(name, parent=code.pk) for name in names]
        return [_create(actor, read_codebook(actor.workshop), text) for text in texts]


def find_letter(codebook: Codebook, name: str) -> str:
    """Return the key for a code: the first letter of its name that is free, else any, "" where none is."""
    taken = {code.letter for code in codebook.living}
    wanted = [letter for letter in name.lower() if letter in LETTERS]
    return next((letter for letter in [*wanted, *LETTERS] if letter not in taken), "")


def _open(actor: Membership) -> Codebook:
    """Return the codebook, for this transaction alone to change."""
    Workshop.objects.select_for_update(no_key=True).get(pk=actor.workshop_id)
    return read_codebook(actor.workshop)


def _find(codebook: Codebook, code: Code, version: int) -> Code:
    known = codebook.codes.get(code.pk)
    if known is None or known.merged_into_id is not None:
        raise CodeGone
    if known.version != version:
        raise CodeChanged
    return known


def _create(actor: Membership, codebook: Codebook, text: CodeText) -> Code:
    _check(codebook, text, None)
    code = Code(
        workshop=actor.workshop,
        name=text.name,
        definition=text.definition,
        example=text.example,
        parent_id=text.parent,
        version=0,
        letter=find_letter(codebook, text.name),
    )
    return _keep(actor, codebook, code, Deed.ADD)


def _check(codebook: Codebook, text: CodeText, code: Code | None) -> None:
    _check_name(codebook, text.name, code)
    if is_held(text.definition, text.example):
        raise Unprocessable(SHOWS_SOMEBODY)
    if text.parent is not None:
        _check_parent(codebook, text.parent, code)


def _check_parent(codebook: Codebook, key: UUID, code: Code | None) -> None:
    """Raise where the code, None for a new one, cannot stand below the one of this key."""
    parent = codebook.codes.get(key)
    if parent is None or parent.parent_id or parent.merged_into_id or (code and parent.pk == code.pk):
        raise Unprocessable(NO_PARENT)
    if code and codebook.list_below(code):
        raise Unprocessable(HAS_CHILDREN)


def _check_name(codebook: Codebook, name: str, code: Code | None) -> None:
    same = [one for one in codebook.living if one.name.casefold() == name.casefold()]
    if any(code is None or one.pk != code.pk for one in same):
        raise Unprocessable(NAME_TAKEN)


def _keep(actor: Membership, codebook: Codebook, code: Code, deed: Deed, others: Sequence[Code] = ()) -> Code:
    """Save the code as its next version, and write down what it says now."""
    code.version += 1
    code.save()
    # Pages of the Declaration tell the names of codes, and are printed once for each version.
    Workshop.objects.filter(pk=code.workshop_id).update(content_version=F("content_version") + 1)
    parent = codebook.codes.get(code.parent_id) if code.parent_id else None
    CodeVersion.objects.create(
        code=code,
        number=code.version,
        deed=deed,
        name=code.name,
        definition=code.definition,
        example=code.example,
        parent_name=parent.name if parent else "",
        others=", ".join(one.name for one in others),
        changed_by=actor,
    )
    return code
