"""Who may vouch for addresses: the OpenID Connect providers of organisations, as the operator names them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

NEEDED = ("id", "name", "server", "client_id", "client_secret")
POSSIBLE = frozenset({*NEEDED, "domains"})
HERE = frozenset({"127.0.0.1", "localhost"})


@dataclass(frozen=True)
class IdentityProvider:
    """One provider. With domains it speaks for addresses in these only, and for each of them.

    Without domains it speaks for an address that it says it has verified, whatever the domain is.
    """

    id: str
    name: str
    server: str
    client_id: str
    client_secret: str
    domains: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"provider {self.id}"

    @property
    def configuration_address(self) -> str:
        """Where the provider says what it can do (OpenID Connect Discovery 1.0, section 4)."""
        return f"{self.server.rstrip('/')}/.well-known/openid-configuration"

    def vouches_for(self, address: str, *, is_verified: bool) -> bool:
        """Return whether an address in normal form, of which it says this, may be believed."""
        if self.domains:
            return address.rpartition("@")[2] in self.domains
        return is_verified


def read_providers(text: str) -> tuple[IdentityProvider, ...]:
    """Return the providers in SSO_PROVIDERS, a JSON list; raises ImproperlyConfigured in plain words."""
    try:
        rows = json.loads(text or "[]")
    except ValueError as error:
        raise ImproperlyConfigured(f"SSO_PROVIDERS is no JSON: {error}.") from error
    _insist(isinstance(rows, list) and all(isinstance(row, dict) for row in rows), "it is a list of objects")
    providers = tuple(_read_one(row) for row in rows)
    names = {provider.id for provider in providers}
    _insist(len(names) == len(providers), "each provider has an id of its own")
    return providers


def _read_one(row: dict[str, Any]) -> IdentityProvider:
    missing = [name for name in NEEDED if not _is_text(row.get(name))]
    _insist(not missing, f"a provider has no {', no '.join(missing)}")
    unknown = sorted(set(row) - POSSIBLE)
    _insist(not unknown, f"nothing is called {', '.join(unknown)}")
    _insist(bool(re.fullmatch(r"[a-z0-9-]{1,40}", row["id"])), "an id has small letters, digits and hyphens")
    _insist(_is_safe(row["server"]), "a server is an address that begins with https://")
    domains = row.get("domains", [])
    _insist(isinstance(domains, list) and all(map(_is_text, domains)), "domains is a list of domains")
    given = {name: row[name] for name in NEEDED}
    return IdentityProvider(**given, domains=tuple(domain.lower() for domain in domains))


def _insist(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ImproperlyConfigured(f"SSO_PROVIDERS: {otherwise}.")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_safe(server: str) -> bool:
    parts = urlsplit(server)
    return parts.scheme == "https" or parts.hostname in HERE
