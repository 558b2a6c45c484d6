"""The codebook of a workshop for another: names and definitions, without examples, which people wrote."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from moderation.models import Code, CodeVersion
from workshops.models import Membership, Workshop


def copy_codebook(source: Workshop, into: Workshop, *, actor: Membership) -> int:
    """Copy the codes that were not merged, each as its first version, and return how many."""
    codes = list(Code.objects.filter(workshop=source, merged_into=None))
    keys: dict[UUID, UUID] = {code.pk: uuid4() for code in codes}
    made = [
        Code(
            id=keys[code.pk],
            workshop=into,
            name=code.name,
            definition=code.definition,
            parent_id=keys.get(code.parent_id) if code.parent_id else None,
            letter=code.letter,
        )
        for code in codes
    ]
    # Those above first: the others refer to them.
    Code.objects.bulk_create(sorted(made, key=lambda code: code.parent_id is not None))
    _note_first_versions(made, actor)
    return len(made)


def _note_first_versions(codes: Sequence[Code], actor: Membership) -> None:
    names = {code.pk: code.name for code in codes}
    CodeVersion.objects.bulk_create(
        CodeVersion(
            code=code,
            number=1,
            deed=CodeVersion.Deed.ADD,
            name=code.name,
            definition=code.definition,
            parent_name=names.get(code.parent_id, "") if code.parent_id else "",
            changed_by=actor,
        )
        for code in codes
    )
