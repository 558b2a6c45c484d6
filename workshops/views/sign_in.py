"""Sign-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the one box."""
    return render(request, "account/sign_in.html")
