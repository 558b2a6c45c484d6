"""Logs that name neither person nor item."""

import logging
import re

_REFERENCE = re.compile(r"(/workshops/[^/\s]+/ideas/|/admin/[^/\s]+/[^/\s]+/)[^/\s]+")
_ADDRESS = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")


class DiscreetFilter(logging.Filter):
    """Takes addresses of people and of ideas out of a record, and the request with its text."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True always; the record is cleaned in place."""
        message = record.getMessage()
        record.msg = _ADDRESS.sub("(address)", _REFERENCE.sub(r"\1(idea)", message))
        record.args = None
        record.__dict__.pop("request", None)
        if record.exc_info and record.exc_info[0]:
            # A database error repeats the row that failed; its class says enough.
            record.msg = f"{record.msg} [{record.exc_info[0].__name__}{_place(record)}]"
            record.exc_info = record.exc_text = None
        return True


def _place(record: logging.LogRecord) -> str:
    traceback = record.exc_info[2] if record.exc_info else None
    while traceback and traceback.tb_next:
        traceback = traceback.tb_next
    if not traceback:
        return ""
    return f" at {traceback.tb_frame.f_globals.get('__name__')}:{traceback.tb_lineno}"
