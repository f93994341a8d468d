"""The host's two page types: the home of a language and a plain page; lessons live in curriculum."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

PROSE = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class PlainPageMixin(models.Model):
    """A title, a lead sentence and prose."""

    introduction = models.TextField(_("introduction"), blank=True)
    body = RichTextField(_("text"), blank=True, features=PROSE)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]

    class Meta:
        abstract = True


class HomePageMixin(PlainPageMixin):
    """The first page of one language's tree."""

    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        abstract = True


class HomePage(HomePageMixin, Page):
    template = "cms/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class PlainPage(PlainPageMixin, Page):
    template = "cms/plain_page.html"

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
