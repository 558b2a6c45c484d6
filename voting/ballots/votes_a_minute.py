"""One person votes so many times a minute at most: fast enough for a reader, too slow for a program."""

from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.rate_limits import RateLimit

VOTES = RateLimit("votes", 120, 60, _("You have voted 120 times in a minute. Wait a minute, then go on."))
