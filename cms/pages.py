"""The host's two page types: the home of a language and a plain page; lessons live in curriculum."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page

PROSE = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class PlainPageMixin(models.Model):
    """A title, a lead sentence and prose."""

    lead = models.TextField(_("lead sentence"), blank=True)
    body = StreamField([("text", RichTextBlock(features=PROSE, label=_("text")))], blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        abstract = True


class HomePageMixin(PlainPageMixin):
    """The first page of one language's tree."""

    parent_page_types = ["wagtailcore.Page"]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, "pages": self.get_children().live().public().order_by("path")}

    class Meta:
        abstract = True


class HomePage(HomePageMixin, Page):
    template = "cms/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def __str__(self):
        return self.title


class PlainPage(PlainPageMixin, Page):
    template = "cms/plain_page.html"

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")

    def __str__(self):
        return self.title
