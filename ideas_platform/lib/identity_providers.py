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
    if not text:
        return ()
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"SSO_PROVIDERS is no JSON: {error}.") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ImproperlyConfigured("SSO_PROVIDERS is a list of objects.")
    providers = tuple(_read_one(row) for row in rows)
    if len({provider.id for provider in providers}) < len(providers):
        raise ImproperlyConfigured("SSO_PROVIDERS: each provider has an id of its own.")
    return providers


def _read_one(row: dict[str, Any]) -> IdentityProvider:
    missing = [name for name in NEEDED if not isinstance(row.get(name), str) or not row[name]]
    if missing:
        raise ImproperlyConfigured(f"SSO_PROVIDERS: a provider has no {', no '.join(missing)}.")
    if unknown := sorted(set(row) - POSSIBLE):
        raise ImproperlyConfigured(f"SSO_PROVIDERS: nothing is called {', '.join(unknown)}.")
    if not re.fullmatch(r"[a-z0-9-]{1,40}", row["id"]):
        raise ImproperlyConfigured("SSO_PROVIDERS: an id has small letters, digits and hyphens.")
    server = urlsplit(row["server"])
    if server.scheme != "https" and server.hostname not in HERE:
        raise ImproperlyConfigured("SSO_PROVIDERS: a server is an address that begins with https://.")
    domains = row.get("domains", [])
    if not isinstance(domains, list) or not all(isinstance(domain, str) and domain for domain in domains):
        raise ImproperlyConfigured("SSO_PROVIDERS: domains is a list of domains.")
    return IdentityProvider(
        **{name: row[name] for name in NEEDED}, domains=tuple(domain.lower() for domain in domains)
    )
