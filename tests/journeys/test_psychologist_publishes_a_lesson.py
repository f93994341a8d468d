"""A psychologist writes a lesson in the admin, previews it, submits it for review and publishes it."""

import re

import pytest
from django.contrib.auth.models import Group
from django.utils.translation import override
from playwright.sync_api import expect

from curriculum.blocks import ActivityBlock, HandoutBlock
from curriculum.models import LessonPage
from tests.builders import make_posting, make_user
from tests.builders.curriculum import make_module, make_right
from tests.builders.sites import make_editorial, make_member_of_staff

STEP, HANDOUT = "Siéntense en círculo y digan su nombre.", "Escucho primero y hablo al final."


@pytest.fixture
def module(site):
    make_editorial()
    make_right(article="12", title="Ser escuchado")
    return make_module()


@pytest.fixture
def psychologist(module):
    return make_member_of_staff(make_posting("psychologist"))


def write_lesson(page, site, module, title):
    """Every field a lesson needs, through the form as it stands."""
    page.goto(f"{site}/admin/pages/{module.pk}/")
    page.locator(f"a[href*='/admin/pages/{module.pk}/add_subpage/']").first.click()
    page.locator("#id_title").fill(title)
    page.locator("#id_summary").fill("Una sesión sobre escuchar.")
    open_panel(page, "#id_goals-ADD")
    page.locator("#id_goals-ADD").click()
    page.locator("#id_goals-0-text").fill("Escuchar antes de responder.")
    open_panel(page, "#id_child_ages")
    page.locator("#id_child_ages input").first.check()
    page.locator("#id_rights input").first.check()
    write_activity(page)
    write_handout(page)


def open_panel(page, field):
    """Unfold the panel in which this field stands."""
    toggle = page.locator(f".w-panel:has({field}) .w-panel__toggle").first
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()


def add_block(page, block):
    with override("es"):
        label = str(block().label)
    page.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name=label, exact=True).click()


def write_activity(page):
    add_block(page, ActivityBlock)
    page.locator("[name=body-0-value-heading]").fill("Ronda de nombres")
    page.locator("[name=body-0-value-minutes]").fill("90")
    page.locator("[name=body-0-value-checklist]").fill("Cada persona dijo su nombre.")
    write_rich(page, "steps", STEP)


def write_handout(page):
    add_block(page, HandoutBlock)
    page.locator("[name=body-1-value-heading]").fill("Para llevar")
    with saved_by_itself(page, HANDOUT):
        write_rich(page, "text", HANDOUT)


def write_rich(page, field, text):
    """Type into the editor of a rich text field."""
    editor = page.locator(f"[data-contentpath={field}] [role=textbox]").last
    editor.click()
    page.keyboard.insert_text(text)


def saved_by_itself(page, text):
    """Until the editor has saved a draft that holds these words; it does so without being asked."""
    return page.expect_response(
        lambda answer: (
            answer.request.method == "POST"
            and re.search(r"/admin/pages/(add/|[0-9]+/edit/$)", answer.url)
            and text in (answer.request.post_data or "")
        )
    )


def press_in_menu(page, button):
    """An action that hides behind the arrow of the foot's button."""
    page.locator("footer .w-dropdown__toggle").click()
    page.locator(button).click()


def test_psychologist_writes_previews_submits_and_publishes(site, sit_down, visitor, module, psychologist):
    page, reader = sit_down(psychologist), visitor()
    write_lesson(page, site, module, "Escuchar con calma")
    page.wait_for_url(re.compile(r"/admin/pages/[0-9]+/edit/"))
    lesson = LessonPage.objects.get()
    unpublished = reader.goto(site + lesson.url)
    page.locator("[data-side-panel-toggle=preview]").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_text(STEP)).to_be_visible()

    press_in_menu(page, "[name=action-submit]")
    page.wait_for_url(f"**/admin/pages/{module.pk}/")
    page.goto(f"{site}/admin/pages/{lesson.pk}/edit/")
    press_in_menu(page, "[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])")
    page.wait_for_url(f"**/admin/pages/{module.pk}/")
    published = reader.goto(site + lesson.url)

    assert (unpublished.status, published.status) == (404, 200)
    expect(reader.get_by_text(HANDOUT)).to_be_visible()
    assert STEP not in reader.content()


def test_author_submits_and_the_psychologist_decides(site, sit_down, visitor, module, psychologist):
    author = make_user()
    author.groups.add(Group.objects.get(name="authors"))
    page, reader, decider = sit_down(author), visitor(), sit_down(psychologist)
    write_lesson(page, site, module, "Escuchar con calma")
    page.wait_for_url(re.compile(r"/admin/pages/[0-9]+/edit/"))
    lesson = LessonPage.objects.get()

    page.locator("footer .w-dropdown__toggle").click()
    offered = page.locator("footer [name=action-publish]").count()
    page.locator("[name=action-submit]").click()
    page.wait_for_url(f"**/admin/pages/{module.pk}/")
    waiting = reader.goto(site + lesson.url).status
    decider.goto(f"{site}/admin/pages/{lesson.pk}/edit/")
    press_in_menu(decider, "[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])")
    decider.wait_for_url(f"**/admin/pages/{module.pk}/")

    assert (offered, waiting, reader.goto(site + lesson.url).status) == (0, 404, 200)
