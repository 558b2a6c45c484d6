"""The providers that an operator names: read in full, or refused in plain words."""

import json
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from ideas_platform.lib.identity_providers import read_providers

ONE: dict[str, Any] = {
    "id": "trust",
    "name": "Willow Trust",
    "server": "https://login.example/tenant/v2.0/",
    "client_id": "ideas",
    "client_secret": "secret",
}


def test_what_is_not_set_names_nobody() -> None:
    assert read_providers("") == ()


def test_a_provider_is_read_and_does_not_show_its_secret() -> None:
    (provider,) = read_providers(json.dumps([{**ONE, "domains": ["Willow.Example"]}]))
    assert provider.domains == ("willow.example",)
    assert (
        provider.configuration_address == "https://login.example/tenant/v2.0/.well-known/openid-configuration"
    )
    assert "secret" not in repr(provider)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "no JSON"),
        ("{}", "a list of objects"),
        ("[1]", "a list of objects"),
        (json.dumps([ONE, ONE]), "an id of its own"),
        (json.dumps([{**ONE, "client_id": ""}]), "has no client_id"),
        (json.dumps([{**ONE, "client_secret": 7}]), "has no client_secret"),
        (json.dumps([{**ONE, "domain": "willow.example"}]), "nothing is called domain"),
        (json.dumps([{**ONE, "id": "Willow Trust"}]), "small letters"),
        (json.dumps([{**ONE, "server": "http://login.example"}]), "https://"),
        (json.dumps([{**ONE, "domains": "willow.example"}]), "a list of domains"),
    ],
)
def test_what_cannot_be_is_said(text: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        read_providers(text)


@pytest.mark.parametrize(
    ("domains", "address", "is_verified", "may"),
    [
        (["willow.example"], "maria@willow.example", False, True),
        (["willow.example"], "maria@not-willow.example", True, False),
        (["willow.example"], "maria@willow.example.elsewhere.example", True, False),
        ([], "maria@willow.example", True, True),
        ([], "maria@willow.example", False, False),
    ],
)
def test_for_whom_it_speaks(domains: list[str], address: str, is_verified: bool, may: bool) -> None:
    (provider,) = read_providers(json.dumps([{**ONE, "domains": domains}]))
    assert provider.vouches_for(address, is_verified=is_verified) is may
