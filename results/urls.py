"""The addresses of results, and what they add to the desk and to the page of a workshop."""

from django.urls import path

from ideas_platform.lib.sections import register
from results.views import exports

app_name = "results"
urlpatterns = [
    path("workshops/<slug:slug>/exports/", exports.show_exports, name="exports"),
    path("admin/desk/<slug:slug>/exports/", exports.show_exports, name="desk_exports"),
    path("workshops/<slug:slug>/exports/<uuid:export>/", exports.send_export, name="export"),
]

register("desk", exports.show_card)
register("workshop", exports.show_link, order=95)
