"""Requests as a server passes them on: through all that stands before Django's first middleware too."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import set_script_prefix

from ideas_platform.encodings import guard_encoding


@dataclass(frozen=True)
class Passed:
    """What came back."""

    status: int
    headers: dict[str, str]
    content: bytes


def pass_on(
    address: str, client: Client | None = None, *, body: bytes = b"", through: Any = None, **odd: Any
) -> Passed:
    """Return the answer to a request with the cookies of `client`, its environment changed by `odd`.

    It goes through this site, which a test of many requests makes once, or through a new one.
    """
    path, _mark, query = address.partition("?")
    environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost"}
    environ |= {"CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
    if client is not None:
        environ["HTTP_COOKIE"] = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    environ |= odd
    setup_testing_defaults(environ)
    said: list[tuple[str, dict[str, str]]] = []
    with one_connection():
        site = through or make_whole_site()
        answer = site(environ, lambda line, given: said.append((line, dict(given))))
        content = b"".join(answer)
        answer.close()
    (line, headers), *_more = said
    return Passed(int(line.split()[0]), headers, content)


def make_whole_site() -> Any:
    """Return the site as a server runs it, with all that stands before Django's first middleware."""
    return guard_encoding(WSGIHandler())


@contextmanager
def one_connection() -> Iterator[None]:
    """Leave the test its connection to the database, and the next one the place of the site on its host."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        set_script_prefix("/")
        for signal in signals:
            signal.connect(close_old_connections)
