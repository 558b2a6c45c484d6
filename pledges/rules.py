"""Who sees what organisations sent in, who takes it from view or puts it back, and who judges it."""

import rules

from workshops.rules import is_member, is_organiser, is_staff

PERMISSIONS = {
    "pledges.decide": is_organiser,
    "pledges.edit": is_staff,
    # The staff ask; they do not answer.
    "pledges.judge": is_member & ~is_staff,
}
for _name, _predicate in PERMISSIONS.items():
    rules.add_perm(_name, _predicate)
