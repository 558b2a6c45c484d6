"""Who may vote and who may look at the boards."""

import rules

from workshops.rules import is_member

PERMISSIONS = {
    "voting.vote": is_member,
    "voting.read_boards": is_member,
}
for _name, _predicate in PERMISSIONS.items():
    rules.add_perm(_name, _predicate)
