"""Why a request is not carried out: each refusal knows its status and says so in plain words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):  # noqa: N818 - the names say what is the matter
    """A request that is answered with a page in plain words instead of its usual page."""

    status = 400
    message: str | Promise = _("We could not do that.")

    def __init__(self, message: str | Promise | None = None) -> None:
        super().__init__(message or self.message)
        self.message = message or self.message


class WrongPhase(Refusal):
    """The workshop's phase does not allow it (409)."""

    status = 409
    message = _("The workshop does not allow this at the moment.")


class Settled(WrongPhase):
    """No date allows it, or forbids it: something has happened after which it cannot be done (409)."""

    message = _("It is settled.")


def make_refusal(obstacle: str | Promise, *, by_dates: bool) -> WrongPhase:
    """Return the refusal for this obstacle, a WrongPhase where it comes from the dates of the workshop."""
    return WrongPhase(obstacle) if by_dates else Settled(obstacle)


class SavedSince(Refusal):
    """Somebody else has saved the same since it was seen (409)."""

    status = 409
    message = _("Somebody was quicker: this was changed while you wrote.")


class TooMany(Refusal):
    """More than one person may do in the time (429); `retry_after` in seconds."""

    status = 429
    message = _("That was a lot at once. Wait a minute, then go on.")
    retry_after = 60


class KeyAway(Refusal):
    """The workshop's key is not there or is the wrong one, so nobody's tag can be worked out (503)."""

    status = 503
    message = _(
        "You can read everything, but writing and voting are switched off until we have mended something."
    )


class Gone(Refusal):
    """An idea that was public once and is not any more (410); `address` is where one reads the others."""

    status = 410
    message = _(
        "You could read it here once. Either the design group has hidden it, or who wrote it has taken it "
        "back. We don’t say which: that could tell something about who wrote it."
    )

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


class OutOfView(Gone):
    """An idea that was public, and that the design group looks at before it is again (404)."""

    status = 404
    message = _(
        "The design group is looking at this idea. If it comes back, it stands at this address again, "
        "with all its votes and comments."
    )


class KeyDestroyed(KeyAway):
    """The workshop's key was destroyed as promised: nobody's tag can be worked out ever again (410)."""

    status = 410
    message = _(
        "Nobody can find out any more who wrote or voted what here. You cannot either: that was the point. "
        "Each idea is still at its own address."
    )


class JoinFirst(Refusal):
    """Only members may see this; `address` is where one joins (303)."""

    status = 303

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


class Unprocessable(Refusal):
    """What was sent makes no sense here (422)."""

    status = 422
    message = _("We could not understand what was sent.")
