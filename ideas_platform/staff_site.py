"""The admin of design group and organisers: one site, closed to everybody else."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class StaffSite(AdminSite):
    """The Django admin under the site's own name."""

    site_header = site_title = settings.SITE_NAME
    index_title = _("Design group and organisers")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Return whether this user works for some workshop or is a site administrator."""
        return bool(request.user.is_active and request.user.is_staff)


class StaffAdminConfig(AdminConfig):
    """Puts our site in the place of Django's."""

    default_site = "ideas_platform.staff_site.StaffSite"
