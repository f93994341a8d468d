"""No file names this or that machine, a package registry, or a host that a reader's browser would call."""

import re
from pathlib import Path

from tests.architecture.sources import ROOT, files, text, with_suffix

BINARY = {".ttf", ".woff2", ".png", ".jpg", ".xlsx", ".pdf", ".ico", ".zip", ".ods", ".docx"}
MACHINE = re.compile(
    r"(?<![\w.-])/(?:" + "|".join(("work", "root", "home/[a-z]", "Users/[A-Z]")) + r")(?:/|\b(?!/?\w))"
)
REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "registry.npm" + "js.org", "deb.debian" + ".org")
REGISTRY = re.compile(
    "|".join(map(re.escape, REGISTRIES)) + r"|--?(?:extra-)?index" + r"-url|registry *= *[\"'h]"
)
ADDRESS = re.compile(r"(?:https?:|[\"'(\s=])//([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)
# Names inside a document format, documentation domains and one licence that is linked, never loaded.
HARMLESS = re.compile(
    r"(^|\.)(w3\.org|example\.(org|com|net)|creativecommons\.org|127\.0\.0\.1|purl\.imsglobal\.org)$"
)


def readable() -> list[Path]:
    return [path for path in files() if path.suffix.lower() not in BINARY]


def lines(path: Path) -> list[str]:
    """A file's lines; an office's own encoding in the test data does not matter here."""
    return (ROOT / path).read_text(encoding="utf-8", errors="replace").splitlines()


def found(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()[:90]}"
        for path in paths
        for number, line in enumerate(lines(path), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_machine():
    assert found(MACHINE, readable()) == []


def test_no_file_names_a_package_registry():
    assert found(REGISTRY, readable()) == []


def test_nothing_a_browser_reads_names_a_foreign_host():
    seen_by_browsers = [
        path for path in with_suffix(".html", ".css", ".js", ".mjs", ".svg") if path.parts[0] != "tests"
    ]
    foreign = [
        f"{path}: {host}"
        for path in seen_by_browsers
        for host in ADDRESS.findall(text(path))
        if not HARMLESS.search(host.lower())
    ]

    assert foreign == []
