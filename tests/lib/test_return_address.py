"""The safe way back: `next` leads on within this site, and nowhere else."""

import pytest
from django.test import RequestFactory

from ideas_platform.lib.return_address import add_return, find_return, is_ours, pass_on_return

AWAY = ["", "https://evil.example/", "//evil.example", "javascript:alert(1)", "//[", "/a\x00b"]
HERE = ["/privacy/", "/workshops/community/?q=a&page=2#list", "http://testserver/privacy/"]


@pytest.mark.parametrize("address", AWAY)
def test_an_address_elsewhere_is_the_default(rf: RequestFactory, address: str) -> None:
    for request in (rf.get("/accounts/", {"next": address}), rf.post("/accounts/", {"next": address})):
        assert not is_ours(request, address)
        assert (find_return(request), find_return(request, "/")) == ("", "/")


@pytest.mark.parametrize("address", HERE)
def test_an_address_of_ours_is_gone_on_to(rf: RequestFactory, address: str) -> None:
    for request in (rf.get("/accounts/", {"next": address}), rf.post("/accounts/", {"next": address})):
        assert is_ours(request, address)
        assert find_return(request, "/") == address


def test_over_a_safe_connection_one_stays_on_safe_ones(rf: RequestFactory) -> None:
    asked = rf.get("/accounts/", {"next": "http://testserver/privacy/"}, secure=True)
    assert find_return(asked, "/") == "/"


def test_what_is_sent_counts_before_the_address_it_is_sent_to(rf: RequestFactory) -> None:
    assert find_return(rf.post("/accounts/?next=/privacy/", {"next": "/help/"})) == "/help/"
    assert find_return(rf.post("/accounts/?next=/privacy/")) == "/privacy/"


def test_a_page_carries_where_one_goes_on_to(rf: RequestFactory) -> None:
    assert add_return("/accounts/", "") == "/accounts/"
    assert add_return("/accounts/", "/a?b=c&d") == "/accounts/?next=%2Fa%3Fb%3Dc%26d"
    assert add_return("/accounts/", "/a", code="WARD7") == "/accounts/?next=%2Fa&code=WARD7"
    assert pass_on_return(rf.get("/", {"next": "/privacy/"}), "sign_in") == "/accounts/?next=%2Fprivacy%2F"
    assert pass_on_return(rf.get("/", {"next": "//evil.example"}), "sign_in") == "/accounts/"
