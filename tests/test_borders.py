"""Who may call on the site, from where, and where it sends people on to."""

from urllib.parse import urlencode

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import resolve

from ideas.models import Idea
from tests.anew import make_site
from tests.cast import SIGN_IN_BACKEND, Person, make_member, make_user
from tests.hostile import FORMS, fill, find_places
from workshops.models import Membership, Workshop

pytestmark = pytest.mark.django_db
ADDRESSES = sorted(FORMS)
# A mail program ends letters with one press and has no token: RFC 8058.
WITH_TOKEN = [address for address in ADDRESSES if not address.endswith("/letters/<token>/")]
AWAY = [
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "///elsewhere.example/",
    "/\\elsewhere.example/",
    "\\\\elsewhere.example/",
    "https:elsewhere.example",
    "https:///elsewhere.example/",
    "http://testserver@elsewhere.example/",
    "http://testserver.elsewhere.example/",
    " //elsewhere.example/",
    "\t//elsewhere.example/",
    "/\t/elsewhere.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "\x01//elsewhere.example/",
]
HERE = [
    "/workshops/community/mine/",
    "/?a=b&c=d",
    "/workshops/community/ideas/?next=https://elsewhere.example/",
]
HOSTS = [
    "elsewhere.example",
    "testserver.elsewhere.example",
    "testserver@elsewhere.example",
    "a b",
    "..",
    "x:y",
]


@pytest.fixture
def places(workshop: Workshop, participant: Person) -> dict[str, str]:
    """Return what stands in the place of the names in FORMS."""
    return find_places(workshop, participant)


def strict(person: Person, **environment: str) -> Client:
    """Return a browser in which this person is signed in, at a site that asks for the token of each form."""
    client = Client(enforce_csrf_checks=True, headers=environment)
    client.force_login(person.user, backend=SIGN_IN_BACKEND)
    return client


def token_for(client: Client) -> str:
    """Return the token that the forms of the next page carry."""
    return str(client.get("/workshops/community/ideas/new/").context["csrf_token"])


def test_a_form_without_its_token_is_refused_in_plain_words() -> None:
    site, found = make_site(), {}
    for address in WITH_TOKEN:
        with site.visited_anew() as participant:
            answer = strict(participant).post(site.fill(address), FORMS[address])
            found[address] = (answer.status_code, answer.content.count(b"</html>"))
    assert found == dict.fromkeys(WITH_TOKEN, (403, 1))


def test_the_token_of_somebody_else_is_worth_nothing() -> None:
    site, statuses = make_site(), {}
    for address in WITH_TOKEN:
        with site.visited_anew() as participant:
            foreign = token_for(strict(make_member("colleague", participant.membership.workshop)))
            own = strict(participant)
            token_for(own)
            answer = own.post(site.fill(address), {**FORMS[address], "csrfmiddlewaretoken": foreign})
            statuses[address] = answer.status_code
    assert statuses == dict.fromkeys(WITH_TOKEN, 403)


def test_a_form_with_its_token_is_taken_from_this_site_only(
    participant: Person, places: dict[str, str]
) -> None:
    client = strict(participant)
    sent = {"value": "up", "csrfmiddlewaretoken": token_for(client)}
    address = fill("/workshops/community/ideas/<idea>/vote/", places)
    statuses = [
        client.post(address, sent, headers={"Origin": origin}).status_code
        for origin in (
            "https://elsewhere.example",
            "null",
            "http://testserver.elsewhere.example",
            "http://testserver",
        )
    ]
    assert statuses == [403, 403, 403, 303]


def test_htmx_is_asked_for_its_token_too(participant: Person, places: dict[str, str]) -> None:
    client = strict(participant)
    token = token_for(client)
    address = fill("/workshops/community/ideas/<idea>/vote/", places)
    statuses = [
        client.post(address, {"value": "up"}, headers={"HX-Request": "true", **more}).status_code
        for more in ({}, {"X-CSRFToken": "wrong"}, {"X-CSRFToken": token})
    ]
    assert statuses == [403, 403, 200]


def test_the_address_that_ends_letters_is_the_only_one_without_a_token(places: dict[str, str]) -> None:
    free = [
        address for address in ADDRESSES if getattr(resolve(fill(address, places)).func, "csrf_exempt", False)
    ]
    assert free == ["/workshops/community/letters/<token>/"]


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_not_ours_gets_nothing(visitor: Client, settings: LazySettings, host: str) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = visitor.get("/", headers={"Host": host})
    assert (answer.status_code, answer.content.count(b"elsewhere")) == (400, 0)


def test_no_page_believes_what_a_proxy_was_told(visitor: Client, settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    told = {"X-Forwarded-Host": "elsewhere.example", "X-Original-URL": "/admin/", "X-Rewrite-URL": "/admin/"}
    answer = visitor.get("/accounts/?next=/", headers=told)
    assert (answer.status_code, answer.content.count(b"elsewhere")) == (200, 0)


@pytest.mark.parametrize("onward", AWAY)
def test_signing_in_never_leads_away(participant: Person, onward: str) -> None:
    answer = participant.client.get("/accounts/", {"next": onward})
    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.parametrize("onward", AWAY)
def test_the_box_for_the_address_forgets_where_it_must_not_lead(visitor: Client, onward: str) -> None:
    page = visitor.get("/accounts/", {"next": onward})
    assert (page.status_code, page.context["next"]) == (200, "")
    answer = visitor.post("/accounts/", {"email": "somebody@trust.example", "next": onward})
    assert (answer.status_code, answer["Location"]) == (303, "/accounts/code/")


@pytest.mark.parametrize("onward", AWAY)
def test_joining_never_leads_away(workshop: Workshop, onward: str) -> None:
    person = Person(make_user("newcomer"))
    answer = person.client.post(f"/workshops/community/membership/?{_query(onward)}", {})
    assert (answer.status_code, answer["Location"]) == (303, "/workshops/community/")
    assert Membership.objects.filter(user=person.user).count() == 1


@pytest.mark.parametrize("onward", AWAY)
def test_signing_out_never_leads_away(participant: Person, onward: str) -> None:
    answer = participant.client.post("/accounts/logout/", {"next": onward})
    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.parametrize("onward", HERE)
def test_what_is_ours_is_where_one_goes_on_to(participant: Person, workshop: Workshop, onward: str) -> None:
    assert participant.client.get("/accounts/", {"next": onward})["Location"] == onward
    newcomer = Person(make_user("newcomer"))
    answer = newcomer.client.post(f"/workshops/community/membership/?{_query(onward)}", {})
    assert answer["Location"] == onward


def test_a_head_is_a_get_without_its_body(participant: Person, places: dict[str, str]) -> None:
    before = Idea.objects.count()
    answer = participant.client.head("/workshops/community/ideas/new/")
    assert (answer.status_code, answer.content, Idea.objects.count()) == (200, b"", before)


def test_no_form_knows_another_method() -> None:
    methods = ("DELETE", "OPTIONS", "PATCH", "PUT")
    site, statuses = make_site(), {}
    for address in ADDRESSES:
        with site.visited_anew() as participant:
            client = Client() if address.startswith("/accounts/") else participant.client
            place = site.fill(address)
            statuses[address] = [client.generic(method, place).status_code for method in methods]
    assert statuses == {address: [405] * 4 for address in ADDRESSES}


def _query(onward: str) -> str:
    return urlencode({"next": onward})
