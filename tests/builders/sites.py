"""Builds what Wagtail's own migrations left, after a browser test has emptied the tables."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Locale,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from assessments.access import operations as access
from cms.models import HomePage


def make_roots() -> Page:
    """The roots of pages and collections, as Wagtail's own migrations leave them."""
    locale, _ = Locale.objects.get_or_create(language_code="es")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    return Page.get_first_root_node() or Page.add_root(
        title="Root", slug="root", locale=locale, content_type=ContentType.objects.get_for_model(Page)
    )


def make_site(port: int = 80) -> Site:
    """A site with a Spanish home page; what is there already stays."""
    root = make_roots()
    home = HomePage.objects.first() or root.add_child(
        instance=HomePage(title="Puente", slug="puente", locale=root.locale)
    )
    site, _ = Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": port, "root_page": home, "site_name": "Puente"},
    )
    return site


def forget_wagtails_own() -> None:
    """Without the groups and the review that Wagtail's migrations bring, every story starts alike."""
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    Group.objects.all().delete()


def make_translating() -> None:
    """The right to translate, as wagtail-localize's own migrations leave it."""
    kind, _ = ContentType.objects.get_or_create(app_label="wagtail_localize", model="translation")
    Permission.objects.get_or_create(
        content_type=kind, codename="submit_translation", defaults={"name": "Can submit translations"}
    )


def make_editorial() -> Workflow:
    """The role groups, and a psychologist's review for every page below the home."""
    make_translating()
    access.sync_role_groups()
    task = GroupApprovalTask.objects.create(name="Revisión clínica")
    task.groups.set(Group.objects.filter(name="psychologists"))
    workflow = Workflow.objects.create(name="Revisión de lecciones")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=Site.objects.get(is_default_site=True).root_page)
    return workflow


def make_member_of_staff(posting):
    """The account of a posting, in the groups that its role opens."""
    access.keep_memberships(person=posting.user)
    return posting.user
