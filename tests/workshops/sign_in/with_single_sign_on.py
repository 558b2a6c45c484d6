"""Every address of the site where an operator has named a provider."""

from django.urls import include, path

from ideas_platform.urls import handler400, handler500
from ideas_platform.urls import urlpatterns as without

__all__ = ["handler400", "handler500", "urlpatterns"]
urlpatterns = [
    path("accounts/single-sign-on/", include("workshops.sign_in.single_sign_on_urls")),
    *without,
]
