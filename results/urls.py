"""The addresses of results, and the part that they add to the page of a workshop."""

from django.urls import path

from ideas_platform.lib.sections import register
from results.views import exports

app_name = "results"
urlpatterns = [
    path("workshops/<slug:slug>/exports/", exports.show_exports, name="exports"),
    path("workshops/<slug:slug>/exports/<uuid:export>/", exports.send_export, name="export"),
]

register("workshop", exports.show_link, order=95)
