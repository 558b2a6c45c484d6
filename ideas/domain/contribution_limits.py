"""How often one person may write, answer, change and search within an hour or a minute."""

from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.rate_limits import RateLimit

IDEAS = RateLimit(
    "ideas", 10, 3600, _("You have sent ten ideas within an hour. Your text is still here: send it later.")
)
COMMENTS = RateLimit(
    "comments",
    30,
    3600,
    _("You have sent 30 comments within an hour. Your text is still here: send it later."),
)
ANSWERS = RateLimit(
    "answers", 120, 3600, _("You have answered 120 times within an hour. Go on later: nothing is lost.")
)
EDITS = RateLimit(
    "edits",
    60,
    3600,
    _("You have changed your texts 60 times within an hour. Your change is still here: send it later."),
)
SEARCHES = RateLimit(
    "searches", 120, 60, _("You have searched 120 times in a minute. Wait a minute, then go on.")
)
