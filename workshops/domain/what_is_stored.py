"""What we store of a member, for the table before one joins."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_END = _("until your account is deleted")
_KEY = _("until the key is destroyed; from then on it belongs to nobody")
# What, who sees it, and until when.
_STORED = (
    (_("Your e-mail address"), _("Nobody in this workshop"), _END),
    (
        _("What you tell us here (organisation, borough, group)"),
        _("Nobody beside your name or an idea; only numbers of ten or more people"),
        _("until you leave"),
    ),
    (
        _("How we count you: by organisation, borough and group"),
        _("Nobody; it stands beside no name once you delete your account"),
        _KEY,
    ),
    (
        _("Your PIN, if you set one"),
        _("Nobody; it is kept in a form that can’t be read"),
        _("until you remove it or the key is destroyed"),
    ),
    (_("Which letters you want"), _("Nobody"), _("until you stop them or leave")),
    (_("Your ideas"), _("Who has joined, and anybody once the result is out; without a name"), _KEY),
    (_("Your votes and your answer to the poll"), _("Nobody; only totals of many people"), _KEY),
    (
        _("If you book a place at an event: the name, address and needs that you give there"),
        _("The organisers; the list is joined to no account, idea or vote"),
        _("30 days after the event, or until you give your place back"),
    ),
    (
        _("What you say of the result or its draft"),
        _("Nobody; only shares of many people. The design group reads your words, without a name"),
        _KEY,
    ),
)


def list_what_is_stored() -> list[dict[str, str | Promise]]:
    """Return what we store of a member, who sees it, and until when, for the table before one joins."""
    return [{"what": what, "who_sees": who_sees, "until": until} for what, who_sees, until in _STORED]
