"""Builds what Wagtail's own migrations left, after a browser test has emptied the tables."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Locale, Page, Site

from cms.models import HomePage


def make_site(port: int = 80) -> Site:
    """A site with a Spanish home page; what is there already stays."""
    locale, _ = Locale.objects.get_or_create(language_code="es")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    root = Page.get_first_root_node() or Page.add_root(
        title="Root", slug="root", locale=locale, content_type=ContentType.objects.get_for_model(Page)
    )
    home = HomePage.objects.first() or root.add_child(
        instance=HomePage(title="Puente", slug="puente", locale=locale)
    )
    site, _ = Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": port, "root_page": home, "site_name": "Puente"},
    )
    return site
