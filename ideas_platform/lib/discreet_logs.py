"""Logs that name neither person nor item."""

import logging
import re

_REFERENCE = re.compile(
    r"(/workshops/[^/\s]+/ideas/|/workshops/[^/\s]+/declaration/\d+/|"
    r"/admin/desk/[^/\s]+/[^/\s]+/|/admin/(?!desk/)[^/\s]+/[^/\s]+/)[^/\s]+"
)
_ADDRESS = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")
_STACK = re.compile(r"Traceback \(most recent|\s*\[?['\"]?\s*File \"")


class DiscreetFilter(logging.Filter):
    """Takes addresses of people and of ideas out of a record, and the request with its text."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True always; the record is cleaned in place."""
        message = _without_stack(_without_words(record))
        record.msg = _ADDRESS.sub("(address)", _REFERENCE.sub(r"\1(idea)", message))
        record.args = None
        record.__dict__.pop("request", None)
        if record.exc_info and record.exc_info[0]:
            # A database error repeats the row that failed; its class says enough.
            record.msg = f"{record.msg} [{record.exc_info[0].__name__}{_place(record)}]"
            record.exc_info = record.exc_text = None
        return True


def _without_words(record: logging.LogRecord) -> str:
    """Return the message without what its error says, which repeats the row that failed: Celery has it so."""
    message, seen = record.getMessage(), set()
    error = record.exc_info[1] if record.exc_info else None
    while error is not None and error not in seen:
        seen.add(error)
        for words in sorted({repr(error), str(error)} - {""}, key=len, reverse=True):
            message = message.replace(words, type(error).__name__)
        error = error.__cause__ or error.__context__
    return message


def _without_stack(message: str) -> str:
    """Return the message up to where it begins to list calls, as some packages have it do."""
    found = _STACK.search(message)
    return message[: found.start()].rstrip(" :[\n'") if found else message


def _place(record: logging.LogRecord) -> str:
    traceback = record.exc_info[2] if record.exc_info else None
    while traceback and traceback.tb_next:
        traceback = traceback.tb_next
    if not traceback:
        return ""
    return f" at {traceback.tb_frame.f_globals.get('__name__')}:{traceback.tb_lineno}"
