"""Finds pages their place in the tree, for whatever brings a programme into a site."""

from wagtail.actions.convert_alias import ConvertAliasPageAction


def home_of(root, locale, *, is_translation: bool):
    """Return the page under which a language's programme stands: the site's home in that language.

    Where nobody has made that home, a source stands below the site's own, whatever its language, and a
    translation below Wagtail's mirror of it, which is made here.
    """
    home = root if root.locale_id == locale.pk else root.get_translation_or_none(locale)
    if home or not is_translation:
        return home or root
    return root.specific.copy_for_translation(locale, copy_parents=True, alias=True)


def no_mirror(page, user):
    """Return the page; a mirror of another language's page becomes a page of its own before it is written."""
    if page.alias_of_id:
        ConvertAliasPageAction(page, user=user).execute(skip_permission_checks=True)
        page.refresh_from_db()
    return page


def put_in_order(model, keys, parent, locale, user) -> None:
    """Bring the pages of these translation keys into this order; others keep their place before them."""
    pages = model.objects.child_of(parent).filter(translation_key__in=keys, locale=locale)
    if [page.translation_key for page in pages.order_by("path")] == keys:
        return
    for key in keys:
        parent.refresh_from_db()
        model.objects.get(translation_key=key, locale=locale).move(parent, pos="last-child", user=user)
