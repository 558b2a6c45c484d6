"""The addresses of signing in through a provider. They are there where an operator has named one."""

from django.urls import path

from workshops.sign_in.views import single_sign_on

urlpatterns = [
    path("<slug:provider>/", single_sign_on.go, name="single_sign_on"),
    path("<slug:provider>/callback/", single_sign_on.come_back, name="single_sign_on_back"),
]
