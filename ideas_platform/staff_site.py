"""The admin of design group and organisers: one site, closed to everybody else."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.return_address import add_return, find_return
from ideas_platform.lib.sections import render_sections

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
DEMO_NOTICE = _("Demo: signed in without a second factor. A real site asks for one.")
ENROL_FIRST = _("Before you can open the admin, set up a second step of signing in.")
NO_STAFF = _("This part is for the design group and the organisers. You are signed in as neither.")


def is_exempt(request: HttpRequest) -> bool:
    """Return whether this user is staff of the demo, who need no second factor; in local mode only."""
    domain = settings.SECOND_FACTOR_EXEMPT_DOMAIN
    return bool(domain) and str(getattr(request.user, "email", "")).endswith(f"@{domain}")


def has_used_second_factor(request: HttpRequest) -> bool:
    """Return whether this user has a second factor and has shown one since signing in here."""
    shown = any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))
    return shown and has_second_factor(request)


def has_second_factor(request: HttpRequest) -> bool:
    """Return whether this user has set up an app or a passkey."""
    return bool(Authenticator.objects.filter(user=request.user, type__in=FACTORS).exists())


def may_work(request: HttpRequest) -> bool:
    """Return whether this user has done what staff must do before they see what others do not."""
    return is_exempt(request) or has_used_second_factor(request)


def say_notice(request: HttpRequest) -> str:
    """Return what staff without a second factor are told on each page, "" for who has shown one."""
    return "" if has_used_second_factor(request) else str(DEMO_NOTICE)


class StaffSite(AdminSite):
    """The Django admin under the site's own name, behind our sign-in and a second factor."""

    site_header = site_title = settings.SITE_NAME
    index_title = _("Design group and organisers")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Return whether this user is staff and has shown a second factor."""
        user = request.user
        if not (user.is_active and user.is_staff):
            return False
        return may_work(request)

    def login(self, request: HttpRequest, _extra_context: Any = None) -> HttpResponse:
        """Lead to what is missing: signing in, setting up a second factor, showing it.

        Raises PermissionDenied for somebody who is not staff.
        """
        onward = _onward(request)
        if self.has_permission(request):
            return HttpResponseRedirect(onward)
        if not request.user.is_authenticated:
            return _lead(reverse("sign_in"), onward)
        if not request.user.is_staff:
            raise PermissionDenied(str(NO_STAFF))
        if has_second_factor(request):
            return _lead(get_adapter().get_reauthentication_methods(request.user)[0]["url"], onward)
        messages.warning(request, ENROL_FIRST)
        return _lead(reverse("mfa_index"), onward)

    def get_urls(self) -> list[Any]:
        """Return the addresses of the admin, without the one that leads from any kind and key to a page.

        It would tell slugs and references of other people's workshops. The tables have an address of their
        own: at `/admin/` stands what there is to do.
        """
        kept = [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]
        return [path("tables/", self.admin_view(self.index), name="tables"), *kept]

    def password_change(self, *_args: Any, **_kwargs: Any) -> TemplateResponse:
        """Answer 404: nobody has a password."""
        raise Http404

    def password_change_done(self, *_args: Any, **_kwargs: Any) -> TemplateResponse:
        """Answer 404: nobody has a password."""
        raise Http404

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what each page knows; `staff_notice` and `staff_parts` are what must be said at its head."""
        context = super().each_context(request)
        if not context["has_permission"]:
            return {**context, "staff_notice": "", "staff_parts": []}
        parts = render_sections("staff", request, None)
        return {**context, "staff_notice": say_notice(request), "staff_parts": parts}


def _onward(request: HttpRequest) -> str:
    index = reverse("admin:index")
    address = find_return(request, index)
    return index if address.startswith(reverse("admin:login")) else address


def _lead(place: str, onward: str) -> HttpResponse:
    return HttpResponseRedirect(add_return(place, onward))
