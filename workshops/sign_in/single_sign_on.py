"""Signing in through an organisation's own provider (OpenID Connect Core 1.0), with the client of allauth.

The provider is asked for one thing, an address that it vouches for; who has shown it by a code is the same
person. Neither a name nor a number of the provider is kept: allauth's tables for them are not installed.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from requests import RequestException

from ideas_platform.lib.identity_providers import IdentityProvider
from ideas_platform.lib.shared_device import is_shared
from workshops.domain.admission import normalise_address

# Signed with a key of which only the provider has the secret half: never "none", never the client's secret.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
SCOPE = ("openid", "email")
CANCELLED = "access_denied"


class NotSignedIn(Exception):  # noqa: N818 - it is no error of ours
    """The provider did not say who it is. `onward` is where the visitor was going, "" for nowhere."""

    def __init__(self, onward: str = "") -> None:
        super().__init__()
        self.onward = onward


class Cancelled(NotSignedIn):
    """The visitor did not go through with it, or came back too late or from elsewhere."""


class NoAnswer(NotSignedIn):
    """The provider is away, or said what nobody may believe."""


class NoAddress(NotSignedIn):
    """The provider gave no address, or one for which it does not speak."""


class Shown(NamedTuple):
    """An address in normal form, where its owner was going, and the join code that they brought."""

    address: str
    onward: str
    join_code: str


def begin(
    request: HttpRequest, provider: IdentityProvider, *, callback: str, onward: str, join_code: str
) -> str:
    """Return the address at the provider to which the browser goes now; raises NoAnswer.

    `callback` is the whole address to which it comes back. The session remembers this browser's secrets.
    """
    challenge = generate_code_challenge()
    state = {"onward": onward, "join_code": join_code}
    state |= {"verifier": challenge.pop("code_verifier"), "nonce": secrets.token_urlsafe(24)}
    try:
        configuration = _read_configuration(provider)
        client = _make_client(request, provider, configuration, callback)
        page = configuration["authorization_endpoint"]
    except (KeyError, TypeError, ValueError, RequestException) as error:
        raise NoAnswer(onward) from error
    client.state = statekit.stash_state(request, provider_id=provider.id, state=state)
    # On a shared computer the provider may still know who was here last.
    prompt = "login" if is_shared(request) else "select_account"
    return str(client.get_redirect_url(page, SCOPE, {**challenge, "nonce": state["nonce"], "prompt": prompt}))


def finish(request: HttpRequest, provider: IdentityProvider, *, callback: str) -> Shown:
    """Return the address that the provider vouches for; raises Cancelled, NoAnswer or NoAddress."""
    key = request.GET.get("state", "").replace("\x00", "")
    state = statekit.unstash_state(request, provider_id=provider.id, state_id=key)
    if state is None:
        raise Cancelled
    onward, code = state["onward"], request.GET.get("code")
    if request.GET.get("error") == CANCELLED or not code:
        raise Cancelled(onward)
    try:
        claims = _read_claims(request, provider, callback, code, state)
    except (KeyError, TypeError, ValueError, RequestException, OAuth2Error, jwt.PyJWTError) as error:
        raise NoAnswer(onward) from error
    return Shown(_find_address(provider, claims, onward), onward, state["join_code"])


def _read_configuration(provider: IdentityProvider) -> Mapping[str, Any]:
    configuration = _ask(provider.configuration_address)
    if configuration["issuer"].rstrip("/") != provider.server.rstrip("/"):
        raise ValueError("The provider calls itself by another name.")
    return configuration


def _ask(address: str, **headers: str) -> dict[str, Any]:
    with get_adapter().get_requests_session() as session:
        answer = session.get(address, headers=headers)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
    return found


def _make_client(
    request: HttpRequest, provider: IdentityProvider, configuration: Mapping[str, Any], callback: str
) -> Any:
    ways = configuration.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return OAuth2Client(
        request,
        provider.client_id,
        provider.client_secret,
        "POST",
        configuration["token_endpoint"],
        callback,
        basic_auth="client_secret_post" not in ways,
    )


def _read_claims(
    request: HttpRequest, provider: IdentityProvider, callback: str, code: str, state: Mapping[str, str]
) -> dict[str, Any]:
    """Return what the provider says of who signed in; its signature, name, aim and time are checked."""
    configuration = _read_configuration(provider)
    client = _make_client(request, provider, configuration, callback)
    tokens = client.get_access_token(code, pkce_code_verifier=state["verifier"])
    claims = _verify(tokens["id_token"], _ask(configuration["jwks_uri"]), provider, configuration["issuer"])
    if not constant_time_compare(str(claims.get("nonce", "")), state["nonce"]):
        raise OAuth2Error("The answer is to another question.")
    if "email" in claims:
        return claims
    more = _ask(configuration["userinfo_endpoint"], Authorization=f"Bearer {tokens['access_token']}")
    if more.get("sub") != claims["sub"]:
        raise OAuth2Error("The answer is about somebody else.")
    return more


def _verify(token: str, keys: dict[str, Any], provider: IdentityProvider, issuer: str) -> dict[str, Any]:
    """Return the claims of an ID token (section 3.1.3.7). Where it names no key, there is only one."""
    named = jwt.get_unverified_header(token).get("kid")
    usable = [key for key in jwt.PyJWKSet.from_dict(keys).keys if named in {None, key.key_id}]
    if len(usable) != 1:
        raise jwt.InvalidKeyError("Nobody knows the key of this answer.")
    claims: dict[str, Any] = jwt.decode(
        token,
        usable[0],
        algorithms=ALGORITHMS,
        issuer=issuer,
        audience=provider.client_id,
        options={"require": ["iss", "sub", "aud", "exp", "iat"]},
    )
    return claims


def _find_address(provider: IdentityProvider, claims: Mapping[str, Any], onward: str) -> str:
    try:
        address = normalise_address(str(claims.get("email") or ""))
    except ValueError as error:
        raise NoAddress(onward) from error
    if not provider.vouches_for(address, is_verified=claims.get("email_verified") in {True, "true"}):
        raise NoAddress(onward)
    return address
