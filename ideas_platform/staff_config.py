"""Where Django looks for the admin. A file of its own: it is read before any model is there."""

from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    """Puts our site in the place of Django's."""

    default_site = "ideas_platform.staff_site.StaffSite"
