"""Staff open the admin with a second factor that they have shown in this session; nothing says when."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from cryptography.exceptions import InvalidTag
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from ideas.models import Idea
from tests.cast import Person, make_idea, make_user, sign_in
from tests.workshops.sign_in.signing_in import ask_for_code, newest_code, newest_sent_code, type_code
from workshops.models import Membership, User, Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ENROL = reverse("mfa_index", query={"next": "/admin/"})
SHOW = reverse("mfa_reauthenticate", query={"next": "/admin/"})


@pytest.fixture
def nora(workshop: Workshop) -> Person:
    """Return a member of the design group who is not of the demo."""
    user = make_user("nora", is_staff=True)
    return Person(user, Membership.objects.create(user=user, workshop=workshop, role=Role.DESIGN_GROUP))


def code_of_app(seed: str = SEED) -> str:
    """Return what an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(seed, int(time.time()) // 30)))


def set_up_app(browser: Client) -> None:
    """Set up an authenticator app in this browser."""
    page = browser.get(reverse("mfa_activate_totp"))
    seed = page.context["form"].secret
    browser.post(reverse("mfa_activate_totp"), {"code": code_of_app(seed)})


def knock(browser: Client) -> tuple[int, str]:
    """Return how the admin answers, and where it leads in the end."""
    response = browser.get("/admin/", follow=True)
    return response.status_code, response.redirect_chain[-1][0] if response.redirect_chain else "/admin/"


# Who gets in ------------------------------------------------------------------------------------------


def test_a_visitor_is_led_to_sign_in(visitor: Client, workshop: Workshop) -> None:
    for place in ("/admin/", "/admin/workshops/workshop/", "/admin/nothing/here/"):
        response = visitor.get(place, follow=True)
        assert response.redirect_chain[-1][0] == reverse("sign_in", query={"next": place})
    assert visitor.get("/admin/login/")["Location"] == reverse("sign_in", query={"next": "/admin/"})


def test_who_is_no_staff_is_told_so_and_not_sent_round(participant: Person) -> None:
    assert knock(participant.client) == (403, "/admin/login/?next=/admin/")


def test_staff_without_a_second_factor_are_led_to_set_one_up(nora: Person) -> None:
    response = nora.client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == ENROL
    said = [str(message) for message in response.context["messages"]]
    assert said == ["Before you can open the admin, set up a second step of signing in."]


@pytest.mark.django_db(transaction=True)
def test_the_box_takes_what_people_paste_and_what_is_no_code_is_no_try(nora: Person) -> None:
    page = nora.client.get(reverse("mfa_activate_totp"))
    code = code_of_app(page.context["form"].secret)
    for typed in ("12345", "abcdef", "\u200b", "-" * 300) * 2:
        answer = nora.client.post(reverse("mfa_activate_totp"), {"code": typed})
        assert answer.status_code == 422
    nora.client.post(reverse("mfa_activate_totp"), {"code": f"{code[:3]}\u202f\u200b{code[3:]}"})
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).count() == 1


@pytest.mark.django_db(transaction=True)  # allauth tells of the new factor when it is committed
def test_setting_up_an_app_opens_the_admin(nora: Person) -> None:
    set_up_app(nora.client)
    assert knock(nora.client) == (200, "/admin/")
    assert nora.client.get("/admin/").context["staff_notice"] == ""
    assert nora.client.get(reverse("mfa_view_recovery_codes")).status_code == 200


@pytest.mark.django_db(transaction=True)  # allauth tells of the new factor when it is committed
def test_the_code_by_which_an_app_is_set_up_is_used_up(nora: Person, visitor: Client) -> None:
    page = nora.client.get(reverse("mfa_activate_totp"))
    code = code_of_app(page.context["form"].secret)
    nora.client.post(reverse("mfa_activate_totp"), {"code": code})
    ask_for_code(visitor, nora.user.email)
    type_code(visitor, newest_sent_code())
    assert visitor.post(reverse("mfa_authenticate"), {"code": code}).status_code == 422
    assert not visitor.get("/").context["user"].is_authenticated


def test_one_code_of_an_app_shown_twice_opens_once(nora: Person) -> None:
    TOTP.activate(nora.user, SEED)
    code, browsers = code_of_app(), [sign_in(nora.user), sign_in(nora.user)]
    shown = [browser.post(SHOW, {"code": code}).status_code for browser in browsers]
    assert shown == [302, 422]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("status", [Idea.Status.IN_REVIEW, Idea.Status.HIDDEN])
def test_what_others_may_not_read_staff_read_with_a_second_factor_only(
    nora: Person, workshop: Workshop, status: Idea.Status
) -> None:
    address = make_idea(workshop, status=status).get_absolute_url()
    before = nora.client.get(address)
    missing = nora.client.get(f"{address.removesuffix('/')}x/")
    set_up_app(nora.client)
    with_factor = nora.client.get(address)
    Authenticator.objects.all().delete()
    after = nora.client.get(address)
    assert [one.status_code for one in (before, missing, with_factor, after)] == [404, 404, 200, 404]


def test_a_session_from_before_does_not_get_in_without_it(nora: Person) -> None:
    elsewhere = sign_in(nora.user)
    set_up_app(nora.client)
    assert knock(elsewhere) == (200, SHOW)


def test_a_session_from_before_gets_in_with_it(nora: Person) -> None:
    elsewhere = sign_in(nora.user)
    TOTP.activate(nora.user, SEED)
    shown = elsewhere.post(SHOW, {"code": code_of_app()})
    assert shown["Location"] == "/admin/"
    assert knock(elsewhere) == (200, "/admin/")


def test_signing_in_asks_for_the_second_factor(nora: Person, visitor: Client) -> None:
    TOTP.activate(nora.user, SEED)
    ask_for_code(visitor, nora.user.email, next="/admin/")
    after_code = type_code(visitor, newest_code(), next="/admin/")
    assert after_code["Location"] == reverse("mfa_authenticate")
    assert not visitor.get("/").context["user"].is_authenticated
    assert visitor.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 422
    assert not visitor.get("/").context["user"].is_authenticated
    after_factor = visitor.post(reverse("mfa_authenticate"), {"code": code_of_app()})
    assert after_factor["Location"] == "/admin/"
    assert knock(visitor) == (200, "/admin/")


def test_a_recovery_code_is_a_second_factor_once(nora: Person, visitor: Client) -> None:
    TOTP.activate(nora.user, SEED)
    recovery_code = RecoveryCodes.activate(nora.user).get_unused_codes()[0]
    for expected in (302, 422):
        visitor.post("/accounts/logout/")
        ask_for_code(visitor, nora.user.email)
        type_code(visitor, newest_code())
        shown = visitor.post(reverse("mfa_authenticate"), {"code": recovery_code})
        assert shown.status_code == expected


def test_who_takes_the_second_factor_away_is_out_again(nora: Person) -> None:
    set_up_app(nora.client)
    Authenticator.objects.all().delete()
    assert knock(nora.client) == (200, ENROL)


@pytest.mark.django_db(transaction=True)  # allauth tells of the new factor when it is committed
def test_who_turns_the_app_off_is_told_so_and_out_again(nora: Person) -> None:
    set_up_app(nora.client)
    done = nora.client.post(reverse("mfa_deactivate_totp"), follow=True)
    assert [str(message) for message in done.context["messages"]][-1] == "The app is off."
    assert knock(nora.client) == (200, ENROL)


def test_the_second_factor_of_one_person_opens_nothing_for_another(nora: Person) -> None:
    colleague = make_user("omar", is_staff=True)
    set_up_app(nora.client)
    nora.client.force_login(colleague, backend="workshops.sign_in.backend.Backend")
    assert knock(nora.client) == (200, ENROL)


def test_an_administrator_needs_one_too(visitor: Client) -> None:
    boss = make_user("boss", is_staff=True, is_superuser=True)
    assert knock(sign_in(boss)) == (200, ENROL)


def test_participants_need_none(participant: Person, visitor: Client) -> None:
    ask_for_code(visitor, participant.user.email)
    assert type_code(visitor, newest_code())["Location"] == "/"


def test_five_wrong_codes_of_the_app_are_the_last(nora: Person) -> None:
    TOTP.activate(nora.user, SEED)
    for _time in range(5):
        nora.client.post(SHOW, {"code": "000000"})
    nora.client.post(SHOW, {"code": code_of_app()})
    assert knock(nora.client) == (200, SHOW)


def test_the_way_on_never_leads_elsewhere(moderator: Person) -> None:
    for onward in ("https://evil.example/", "//evil.example", "//[", "/admin/login/", ""):
        assert moderator.client.get("/admin/login/", {"next": onward})["Location"] == "/admin/"


def test_nobody_has_a_password_to_change(moderator: Person) -> None:
    assert moderator.client.get("/admin/password_change/").status_code == 404
    assert moderator.client.get("/admin/password_change/done/").status_code == 404


# The demo ---------------------------------------------------------------------------------------------


def test_staff_of_the_demo_get_in_without_and_the_page_says_so(moderator: Person) -> None:
    page = moderator.client.get("/admin/")
    assert page.status_code == 200
    assert (
        page.context["staff_notice"] == "Demo: signed in without a second factor. A real site asks for one."
    )


def test_outside_local_mode_nobody_is_exempt(moderator: Person, settings: Any) -> None:
    settings.SECOND_FACTOR_EXEMPT_DOMAIN = ""
    assert knock(moderator.client) == (200, ENROL)


@pytest.mark.parametrize("domain", ["notdemo.example", "demo.example.org", "sub.demo.example"])
def test_only_the_very_domain_is_exempt(domain: str) -> None:
    assert knock(sign_in(make_user("nora", domain=domain, is_staff=True))) == (200, ENROL)


# No trace ---------------------------------------------------------------------------------------------


def stored() -> list[Any]:
    """Return when authenticators were made, used, and looked at, as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT created_at, last_used_at, data->>'viewed_at' FROM mfa_authenticator ORDER BY type"
        )
        return list(cursor.fetchall())


def test_nothing_says_when_a_factor_was_set_up_used_or_looked_at(nora: Person) -> None:
    always = datetime(2000, 1, 1, tzinfo=UTC)
    set_up_app(nora.client)
    seed = get_adapter().decrypt(Authenticator.objects.get(type="totp").data["secret"])
    nora.client.post(SHOW, {"code": code_of_app(seed)})
    assert nora.client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    assert stored() == [(always, None, "1"), (always, None, None)]


@pytest.mark.parametrize(
    "change",
    ["created_at = now()", "last_used_at = now()", "data = '{\"viewed_at\": 1795599000.5}'"],
)
def test_the_database_refuses_such_times(nora: Person, change: str) -> None:
    TOTP.activate(nora.user, SEED)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE mfa_authenticator SET {change}")


def test_a_copy_of_the_database_does_not_show_the_secrets(nora: Person) -> None:
    totp, codes = TOTP.activate(nora.user, SEED), RecoveryCodes.activate(nora.user)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        dump = cursor.fetchone()[0]
    adapter = get_adapter()
    secrets = [SEED, adapter.decrypt(codes.instance.data["seed"]), *codes.get_unused_codes()]
    assert [secret for secret in secrets if secret in dump] == []
    assert adapter.decrypt(totp.instance.data["secret"]) == SEED


def test_a_secret_opens_under_its_own_key_only(settings: Any) -> None:
    stored_form = get_adapter().encrypt(SEED)
    settings.SECRET_KEY = "another"
    with pytest.raises(InvalidTag):
        get_adapter().decrypt(stored_form)


def test_signing_in_leaves_no_date_on_the_user(nora: Person) -> None:
    assert [
        field.name for field in User._meta.concrete_fields if "date" in field.get_internal_type().lower()
    ] == []
