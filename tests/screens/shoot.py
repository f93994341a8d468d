"""One state of a site: built, served, and every screen of it photographed; run by ``__main__``."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from assessments import scope
from tests.conftest import CHROMIUM, CHROMIUM_FLAGS
from tests.screens import catalogue, guides, places
from tests.screens.browsing import IMAGES, PHONE, context_of

SIZES = {
    360: {"viewport": {"width": 360, "height": 740}, **PHONE},
    1280: {"viewport": {"width": 1280, "height": 900}},
}
EXCEPTIONS = {1: "partial", 3: "absent"}


def say(words: str) -> None:
    """One line of progress."""
    sys.stdout.write(f"==> {words}\n")
    sys.stdout.flush()


@contextmanager
def served() -> Iterator[str]:
    """The address of the site, served by this process."""
    server = LiveServerThread("127.0.0.1", static_handler=StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()


def photograph(browser: Browser, site: str, place: places.Place, asked: argparse.Namespace) -> int:
    """Every screen of every role in both widths; answers how many there are."""
    count = 0
    for role, user in place.users.items():
        if asked.role not in ("", role):
            continue
        screens = [one for one in catalogue.screens_of(role, place.facility) if asked.only in one.name]
        say(f"{role}: {len(screens)} screens")
        for width, size in SIZES.items():
            context = context_of(browser, site, user, **size)
            count += sum(shoot(context, site, one, asked.out / str(width) / role) for one in screens)
            context.close()
    return count


def shoot(context: BrowserContext, site: str, screen: catalogue.Screen, folder: Path) -> int:
    """One picture of the whole page; a page that fails in the server stops everything."""
    page = context.new_page()
    answer = page.goto(site + screen.path, wait_until="networkidle")
    if answer.status >= 500:
        raise SystemExit(f"{screen.path} answered {answer.status}")
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{screen.name}.png", full_page=True)
    page.close()
    return 1


def illustrate(browser: Browser, site: str, place: places.Place) -> None:
    """The two pictures of the README: a register on a phone, and a certificate."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    size = {"viewport": {"width": 400, "height": 780}, "device_scale_factor": 1.5, **PHONE}
    context = context_of(browser, site, place.users["facilitator"], **size)
    page = context.new_page()
    page.goto(site + places.register_of_today(place.facility), wait_until="networkidle")
    mark_everybody(page)
    page.locator(".register").evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 12)")
    page.screenshot(path=IMAGES / "register.png")
    context.close()
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "certificate.pdf"
        pdf.write_bytes(places.certificate_pdf(place.facility))
        command = ["pdftoppm", "-r", "72", "-png", "-singlefile", pdf, IMAGES / "certificate"]
        subprocess.run(command, check=True)
    say(f"Written: {IMAGES / 'register.png'}, {IMAGES / 'certificate.png'}")


def mark_everybody(page: Page) -> None:
    """By thumb: nearly all present; then saved."""
    rows = page.locator(".register__row")
    for number in range(rows.count()):
        status = EXCEPTIONS.get(number, "present")
        rows.nth(number).locator(f".register__mark:has([value={status}])").click()
    with page.expect_navigation():
        page.locator("[data-save]").click()


def main() -> int:
    """Build, serve, photograph."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", choices=places.BUILDERS)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--role", default="")
    parser.add_argument("--docs", action="store_true")
    asked = parser.parse_args()
    say(f"Building a site that is {asked.state}")
    with scope.use(scope.system("setup")), served() as site, sync_playwright() as browsers:
        place = places.BUILDERS[asked.state]()
        browser = browsers.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_FLAGS))
        if asked.docs:
            illustrate(browser, site, place)
            for name in guides.illustrate(browser, site, place):
                say(f"Written: {IMAGES / name}.png")
            return 0
        if not asked.only and not asked.role:
            shutil.rmtree(asked.out, ignore_errors=True)
        say(f"{photograph(browser, site, place, asked)} pictures in {asked.out}")
    return 0
