"""What we store of a member, for the table before one joins."""

from __future__ import annotations

from django.utils.translation import gettext as _


def list_what_is_stored() -> list[dict[str, str]]:
    """Return what we store of a member, who sees it, and until when, for the table before one joins."""
    end = _("until your account is deleted")
    key = _("until the key is destroyed; from then on it belongs to nobody")
    return [
        {"what": _("Your e-mail address"), "who_sees": _("Nobody in this workshop"), "until": end},
        {
            "what": _("What you tell us here (workplace, borough, group)"),
            "who_sees": _("Nobody beside your name or an idea; only numbers of ten or more people"),
            "until": _("until you leave"),
        },
        {
            "what": _("How we count you: by workplace, borough and group"),
            "who_sees": _("Nobody; it stands beside no name once you delete your account"),
            "until": key,
        },
        {
            "what": _("Your PIN, if you set one"),
            "who_sees": _("Nobody; it is kept in a form that can’t be read"),
            "until": _("until you remove it or the key is destroyed"),
        },
        {
            "what": _("Which letters you want"),
            "who_sees": _("Nobody"),
            "until": _("until you stop them or leave"),
        },
        {"what": _("Your ideas"), "who_sees": _("Everybody who has joined, without a name"), "until": key},
        {
            "what": _("Your votes and your answer to the poll"),
            "who_sees": _("Nobody; only totals of many people"),
            "until": key,
        },
    ]
