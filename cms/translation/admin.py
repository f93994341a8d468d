"""Where translation stands in Wagtail's admin: addresses, a report in the menu, a guard at the editor."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem

from cms.translation import guards, urls

BEFORE_OTHERS = -10


@hooks.register("register_admin_urls", order=BEFORE_OTHERS)
def translation_urls():
    return [
        path("translation/", include(urls, namespace="translation")),
        path("", include((urls.BEFORE_LOCALIZE, "translation_of_page"))),
    ]


class ReportItem(MenuItem):
    def is_shown(self, request):
        return user_has_any_page_permission(request.user)


@hooks.register("register_reports_menu_item")
def report_item():
    """How far each lesson is in every language."""
    return ReportItem(
        _("Translation of lessons"),
        reverse("translation:report"),
        name="lesson-translation",
        icon_name="wagtail-localize-language",
        order=850,
    )


hooks.register("before_edit_page", guards.refuse_untouched, order=BEFORE_OTHERS)
