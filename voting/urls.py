"""The addresses of votes and boards."""

from django.urls import URLPattern, path

app_name = "voting"
urlpatterns: list[URLPattern] = []
