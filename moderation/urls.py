"""What the design group's work adds to the pages of workshops; it has no addresses outside the admin."""

from django.urls import URLPattern

from ideas_platform.lib.sections import register, register_facts
from moderation.views.idea import explain_covered
from moderation.views.reasons_for_authors import find_own_reasons
from moderation.views.staff import tell_dangers, tell_waiting

app_name = "moderation"
urlpatterns: list[URLPattern] = []

register("idea", explain_covered, order=10)
register("staff", tell_dangers)
register("staff", tell_waiting, order=60)
register_facts("mine", find_own_reasons)
