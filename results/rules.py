"""Who may write the Declaration, who releases an edition, and who answers."""

import rules

from workshops.rules import is_member, is_organiser, is_staff

PERMISSIONS = {
    "results.write_declaration": is_staff,
    "results.release_edition": is_organiser,
    "results.answer_consultation": is_member,
    "results.judge_as_author": is_member,
}
for _name, _predicate in PERMISSIONS.items():
    rules.add_perm(_name, _predicate)
