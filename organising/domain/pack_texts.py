"""The words of a pack: what a poster says, an e-mail, and a message in a chat."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from organising.domain.packs import Pack


@dataclass(frozen=True)
class Letter:
    """An e-mail to copy: its subject and its text, and the address that opens it in one's mail program."""

    subject: str
    text: str

    @property
    def mail_address(self) -> str:
        """The letter as a link of its own, with no reader yet."""
        body = self.text.replace("\n", "\r\n")
        return "mailto:?" + urlencode({"subject": self.subject, "body": body}, quote_via=quote)


def list_promises() -> list[dict[str, str]]:
    """Return the three promises, each with what it means."""
    return [
        {
            "title": _("Anonymous"),
            "words": _(
                "Nobody you work with can tell what you wrote or how you voted. Nor can the organisers."
            ),
        },
        {
            "title": _("Fair"),
            "words": _("An idea rises because many different people support it. Not because it came first."),
        },
        {
            "title": _("Answered"),
            "words": _("You can follow each idea to the result it shaped, or to the reason why not."),
        },
    ]


def list_steps(pack: Pack) -> list[str]:
    """Return how one takes part, in three steps, as print says it beside the address and the code."""
    join = _("Join with your e-mail address and the join code.") if pack.code else _say_how_to_join(pack)
    return [
        _("Scan the square with your phone, or open the address below it."),
        join,
        _("Share an idea. Vote on the ideas of others."),
    ]


def list_steps_of_letter(pack: Pack) -> list[str]:
    """Return the three steps with the whole address, which one can press in a letter."""
    if pack.code:
        join = _("Join with your e-mail address and the code %(code)s.") % {"code": pack.code}
    else:
        join = _say_how_to_join(pack)
    return [
        _("Open %(address)s") % {"address": pack.address},
        join,
        _("Share an idea. Vote on the ideas of others."),
    ]


def _say_how_to_join(pack: Pack) -> str:
    if pack.domains:
        return _("Join with your work e-mail address (%(domains)s).") % {"domains": pack.domains}
    return _("Join with your e-mail address. The page says who can.")


def say_whom_it_is_for(pack: Pack) -> str:
    """Return whom the pack speaks to."""
    if pack.organisation:
        return _("For everybody who works at %(organisation)s") % {"organisation": pack.organisation}
    return _("For everybody who does the work")


def write_letter(pack: Pack) -> Letter:
    """Return an e-mail to all staff."""
    promises = "\n".join(f"- {one['title']}: {one['words']}" for one in list_promises())
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(list_steps_of_letter(pack), 1))
    parts = [
        _say_practice(pack),
        _("Dear colleagues,"),
        pack.summary,
        _say_invitation(pack),
        steps,
        promises,
        f"{pack.when}." if pack.when else "",
        _("Questions? %(contact)s") % {"contact": pack.contact} if pack.contact else "",
    ]
    subject = _("Say what you see at work: %(title)s") % {"title": pack.title}
    return Letter(" ".join(subject.split()), "\n\n".join(part for part in parts if part))


def write_chat(pack: Pack) -> str:
    """Return a few lines for a group chat."""
    lines = [
        _say_practice(pack),
        _("Say what gets in the way where you work, and vote on what others say: %(title)s")
        % {"title": pack.title},
        _("Nobody you work with can tell what you wrote or how you voted."),
        pack.address,
        _("Join code: %(code)s") % {"code": pack.code} if pack.code else "",
        f"{pack.when}." if pack.when else "",
    ]
    return "\n".join(line for line in lines if line)


def _say_invitation(pack: Pack) -> str:
    words = {"title": pack.title, "organisation": pack.organisation}
    if pack.organisation:
        return _("Everybody who works at %(organisation)s can take part in “%(title)s”:") % words
    return _("You can take part in “%(title)s”:") % words


def _say_practice(pack: Pack) -> str:
    if not pack.practice:
        return ""
    return _("This is for practice only. What is written there shows at once and is deleted.")
