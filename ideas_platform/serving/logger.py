"""What gunicorn writes: of processes and faults, never of a request."""

import logging
from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger

from ideas_platform.lib.discreet_logs import DiscreetFilter

# How gunicorn begins what names a network address or an address of a page, and what stays of it.
OF_REQUESTS = {
    "Invalid request": "Something came that is no request.",
    "Error handling request": "A request could not be answered.",
}


class NamelessFilter(logging.Filter):
    """Takes out of a record all that a request brought."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True always; the record is changed in place."""
        for beginning, words in OF_REQUESTS.items():
            if record.getMessage().startswith(beginning):
                record.msg, record.args = words, None
        return True


class DiscreetLogger(Logger):  # type: ignore[misc]
    """Gunicorn's, without what somebody asked for and from where."""

    def setup(self, cfg: Config) -> None:
        """Write to where gunicorn is told to, through both filters."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.addFilter(NamelessFilter())
            handler.addFilter(DiscreetFilter())

    def access(self, *_about: Any) -> None:
        """Write nothing, whatever gunicorn is told to write of requests."""
