"""Addresses of organising."""

from django.urls import URLPattern, URLResolver

app_name = "organising"
urlpatterns: list[URLPattern | URLResolver] = []
