"""The pictures of the psychologists' guides: each of a small scene that is laid out for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.test import override_settings
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Browser, Page
from wagtail.models import Comment

from assessments.models import Session
from curriculum.models import LessonPage
from tests.builders import make_user
from tests.builders.curriculum import make_activity, make_handout, make_lesson
from tests.screens.browsing import IMAGES, PHONE, context_of
from tests.screens.places import Place

DESK = {"viewport": {"width": 1100, "height": 700}}
HAND = {"viewport": {"width": 420, "height": 800}, "device_scale_factor": 1.25, **PHONE}
COLOURS = 160
SHEET = "<p>Escucho primero. Después le digo que estoy con él.</p>"


@dataclass(frozen=True)
class Scene:
    """One picture: who looks, in which window, and how the window gets there."""

    name: str
    role: str
    window: dict[str, Any]
    show: Callable[[Page, str, Place], None]


def illustrate(browser: Browser, site: str, place: Place) -> Iterator[str]:
    """Write every picture; answers their names."""
    for scene in SCENES:
        with looking(browser, site, place, scene) as page:
            scene.show(page, site, place)
            path = IMAGES / f"{scene.name}.png"
            page.screenshot(path=path)
        with Image.open(path) as picture:
            picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)
        yield scene.name


@contextmanager
def looking(browser: Browser, site: str, place: Place, scene: Scene) -> Iterator[Page]:
    """A page of whoever looks at this scene."""
    context = context_of(browser, site, place.users[scene.role], **scene.window)
    try:
        yield context.new_page()
    finally:
        context.close()


def lessons() -> list[LessonPage]:
    """The demo's Spanish lessons in their order."""
    return list(LessonPage.objects.live().filter(locale__language_code="es").order_by("path"))


def visit(page: Page, site: str, path: str) -> None:
    page.goto(site + path, wait_until="networkidle")


def edit(page: Page, site: str, lesson: LessonPage) -> None:
    visit(page, site, reverse("wagtailadmin_pages:edit", args=[lesson.pk]))


def to_top(page: Page, place: str) -> None:
    """Scroll so that the first of these stands at the top of the window."""
    page.locator(place).first.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 16)")


def readiness(page: Page, site: str, place: Place) -> None:
    """A lesson somebody has begun: a heading, one activity without its variants, a handout."""
    lesson = make_lesson(
        lessons()[0].get_parent().specific,
        title="Miedo de noche",
        live=False,
        summary="Qué puede hacer una madre o un padre desde lejos cuando su hija o su hijo teme la noche.",
        body=[
            make_activity(heading="La luz en la ventana", minutes=60, keep="must"),
            make_handout(text=SHEET),
        ],
    )
    lesson.save_revision(user=place.users["psychologist"])
    edit(page, site, lesson)
    page.locator(".help-block").first.wait_for()


def review(page: Page, site: str, place: Place) -> None:
    """A lesson that an author sent, with a psychologist's comment and the menu of decisions."""
    author = make_user(username="nieves", first_name="Nieves", last_name="Quilca")
    author.groups.add(Group.objects.get(name="authors"))
    lesson = lessons()[4]
    lesson.save_revision(user=author)
    Comment.objects.create(
        page=lesson,
        user=place.users["psychologist"],
        text="¿Puede decirlo en una frase más corta?",
        contentpath="summary",
    )
    lesson.get_workflow().start(lesson, author)
    edit(page, site, lesson)
    page.locator("[data-side-panel-toggle=comments]").click()
    page.locator(".comment").first.wait_for()
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("[data-workflow-action-name=approve]").first.wait_for()


def report(page: Page, site: str, place: Place) -> None:
    """With the languages named in Spanish, as a running site names them."""
    with override_settings(WAGTAIL_CONTENT_LANGUAGES=settings.LANGUAGES):
        visit(page, site, reverse("translation:report"))


def missing(page: Page, site: str, place: Place) -> None:
    visit(page, site, lessons()[2].url.replace("/es/", "/quy/", 1))


def version(page: Page, site: str, place: Place) -> None:
    """The group whose sessions go on, after a psychologist improved two of its lessons."""
    for lesson in lessons()[3:5]:
        lesson.summary = f"{lesson.summary} Se ensaya en parejas."
        lesson.save_revision(user=place.users["psychologist"]).publish()
    session = next_session(place)
    visit(page, site, reverse("assessments:cohort_page", args=[session.cohort_id]))
    page.locator("[data-changed]").first.wait_for()


def pack(page: Page, site: str, place: Place) -> None:
    visit(page, site, reverse("assessments:session_pack", args=[next_session(place).pk]))
    to_top(page, "h1")


def next_session(place: Place) -> Session:
    """The next session that is planned at the facility of the pictures."""
    planned = Session.objects.filter(facility=place.facility, status="planned").exclude(content_sha256="")
    return planned.order_by("on", "pk").first()


SCENES = (
    Scene("lesson-readiness", "psychologist", DESK, readiness),
    Scene("lesson-review", "psychologist", DESK, review),
    Scene("translation-report", "psychologist", DESK, report),
    Scene("translation-missing", "visitor", HAND, missing),
    Scene("group-version", "psychologist", DESK, version),
    Scene("session-pack", "facilitator", HAND, pack),
)
