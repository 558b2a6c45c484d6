"""Addresses of what follows a result, and what they add to the Declaration and to the desk."""

from django.urls import include, path

from ideas_platform.lib.sections import register
from pledges.views import desk_pledges, pledges

app_name = "pledges"
pledge_addresses = [
    path("", pledges.show_pledges, name="pledges"),
    path("new/", pledges.sign, name="sign"),
    path("sent/", pledges.show_sent, name="sent"),
    path("confirmation/<str:token>/", pledges.show_confirmation, name="confirmation"),
    path("change/<str:token>/", pledges.change_pledge, name="change"),
    path("<slug:ref>/", pledges.show_pledge, name="pledge"),
    path("<slug:ref>/link/", pledges.ask_for_link, name="link"),
]
desk_addresses = [
    path("pledges/", desk_pledges.show_pledges, name="desk_pledges"),
    path("pledges/<slug:ref>/hiding/", desk_pledges.hide_pledge, name="desk_pledge_hiding"),
    path("pledges/<slug:ref>/showing/", desk_pledges.show_again, name="desk_pledge_showing"),
]
urlpatterns = [
    path("workshops/<slug:slug>/pledges/", include(pledge_addresses)),
    path("admin/desk/<slug:slug>/", include(desk_addresses)),
]

register("declaration", pledges.show_link, order=10)
register("desk", desk_pledges.show_card, order=35)
