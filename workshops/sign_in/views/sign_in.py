"""Sign-in: one box for the address, one for the code. Nobody learns from it whom we know."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.lib.return_address import add_return, find_return, is_from_here
from ideas_platform.lib.shared_device import is_shared
from workshops.domain.admission import may_sign_in
from workshops.domain.what_is_stored import list_what_is_stored
from workshops.sign_in.answer_cookie import forget_answers
from workshops.sign_in.finding import settle_user
from workshops.sign_in.forms import CodeForm, SignInForm
from workshops.sign_in.pending_cookie import comes_back, forget_text, has_pending, settle
from workshops.sign_in.rate_limits import CODES, FROM_ONE_PLACE, count, place_of
from workshops.sign_in.sign_in_codes import SignIn
from workshops.sign_in.views.coming_in import describe_way_in
from workshops.sign_in.views.locked import show_locked
from workshops.sign_in.views.onward import find_join_code, find_onward, list_providers
from workshops.sign_in.views.pending_text import describe_pending_for


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the one box; a POST writes to the address and leads to the page for the code."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(find_return(request, reverse("home")))
    form = SignInForm(sent_data(request))
    if form.is_valid():
        address = form.cleaned_data["email"]
        return _write_to(request, address, admitted=may_sign_in(address, find_join_code(request)))
    onward = find_onward(request)
    waits = has_pending(request) and comes_back(onward)
    context = {"form": form, "next": onward, "text_waits": waits}
    context |= describe_way_in(request, onward, find_join_code(request))
    context["waiting"] = describe_pending_for(request, onward)
    context["providers"] = list_providers(request)
    context["stored"] = list_what_is_stored() if waits else []
    return render(request, "account/sign_in.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_code(request: HttpRequest) -> HttpResponse:
    """Show the box for the code; a POST signs in."""
    process = _find_process(request)
    if process is None:
        return HttpResponseRedirect(_with_next(request, "sign_in"))
    form = CodeForm(process.digits, sent_data(request))
    if form.is_valid():
        tried = process.try_codes(form.cleaned_data)
        if not tried.wrong:
            return _let_in(request, process)
        if not tried.left:
            return show_locked(request, process, back=find_onward(request), ask="sign_in")
        form.refuse_code(tried.left)
    context = {"verify_form": form, "form": form, "email": process.address}
    context["code_page"] = _with_next(request, "account_confirm_login_code")
    context["letter_address"] = _with_next(request, "code_letter")
    context["other_address"] = _with_next(request, "sign_in")
    context |= describe_way_in(request, find_onward(request), find_join_code(request))
    return render(request, "account/confirm_login_code.html", context, status=422 if form.errors else 200)


@require_POST
def write_again(request: HttpRequest) -> HttpResponse:
    """Send another letter with a code to the same address, within the limits."""
    process = _find_process(request)
    if process is None:
        return see_other(_with_next(request, "sign_in"))
    return _write_to(request, process.address, admitted=process.admitted)


@require_http_methods(["GET", "HEAD"])
def leave_quickly(request: HttpRequest) -> HttpResponse:
    """Forget the text that waits in this browser, and lead away to a page that is nothing remarkable.

    On a shared computer it ends the visit too, unless another website asks for it.
    """
    response = HttpResponseRedirect(settings.LEAVE_ADDRESS)
    forget_text(request, response)
    forget_answers(request, response)
    if is_shared(request) and is_from_here(request):
        logout(request)
    return response


def _find_process(request: HttpRequest) -> SignIn | None:
    return None if request.user.is_authenticated else SignIn.of(request)


def _let_in(request: HttpRequest, process: SignIn) -> HttpResponse:
    """Sign in the owner of the address. What is sealed to somebody else is gone from then on.

    Where the same code was sent at the same time already, that one signs in, and this one leads on to it.
    """
    if not process.is_first_use():
        return see_other(_with_next(request, "sign_in"))
    onward = find_onward(request)
    response = see_other(process.sign_in(settle_user(process.address), onward or None)["Location"])
    settle(request, response, process.address)
    return response


def _write_to(request: HttpRequest, address: str, *, admitted: bool) -> HttpResponse:
    """Send the letter, within the limits. Whether there is a code in it shows nowhere else."""
    count(FROM_ONE_PLACE, place_of(request))
    count(CODES, address)
    SignIn.begin(request, address, admitted=admitted)
    return see_other(_with_next(request, "account_confirm_login_code"))


def _with_next(request: HttpRequest, name: str) -> str:
    return add_return(reverse(name), find_onward(request))
