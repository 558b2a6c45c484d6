"""Who sees what organisations sent in, and who takes it from view or puts it back."""

import rules

from workshops.rules import is_organiser, is_staff

PERMISSIONS = {"pledges.decide": is_organiser, "pledges.edit": is_staff}
for _name, _predicate in PERMISSIONS.items():
    rules.add_perm(_name, _predicate)
