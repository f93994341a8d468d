"""Rights of the child and themes: small translatable lists that lessons choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index


class Right(index.Indexed, TranslatableMixin):
    """One article of the Convention on the Rights of the Child, in our own plain words."""

    article = models.CharField(_("article"), max_length=10, help_text=_("The number, for example 9.3."))
    title = models.CharField(_("title"), max_length=150)
    plain = models.TextField(
        _("in plain words"), help_text=_("Our own words, as one would say it to a mother or a father.")
    )

    panels = [FieldPanel("article"), FieldPanel("title"), FieldPanel("plain")]
    search_fields = [
        index.SearchField("article"),
        index.SearchField("title"),
        index.SearchField("plain"),
        index.AutocompleteField("title"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("right of the child")
        verbose_name_plural = _("rights of the child")
        constraints = [
            models.UniqueConstraint(fields=["article", "locale"], name="one_right_per_article_and_language")
        ]

    def __str__(self):
        return f"{self.article} · {self.title}"


class Theme(index.Indexed, TranslatableMixin):
    """A subject that lessons share."""

    slug = models.SlugField(_("short name"), max_length=60)
    name = models.CharField(_("name"), max_length=100)

    panels = [FieldPanel("name"), FieldPanel("slug")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [
            models.UniqueConstraint(fields=["slug", "locale"], name="one_theme_per_slug_and_language")
        ]

    def __str__(self):
        return self.name
