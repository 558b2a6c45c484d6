"""Who releases an edition, and who answers."""

import rules

from workshops.rules import is_member, is_organiser

PERMISSIONS = {
    "results.release_edition": is_organiser,
    "results.answer_consultation": is_member,
    "results.judge_as_author": is_member,
}
for _name, _predicate in PERMISSIONS.items():
    rules.add_perm(_name, _predicate)
