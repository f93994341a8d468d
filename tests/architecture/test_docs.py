"""Reference pages say what the code says; links lead somewhere; guides come in pairs and quote real words."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import polib
import pytest
import wagtail.admin
import wagtail.images
import wagtail_localize
from django.core.management import load_command_class
from django.core.management.base import BaseCommand

from assessments.access.roles import TABLE, Action, Role
from assessments.conf import DEFAULTS
from tests.architecture.sources import FLOORS, ROOT, files, python_files, text, tree

REFERENCE = Path("docs/reference")
GUIDES = (Path("docs/tutorials"), Path("docs/how-to"))
CHECK_ID = re.compile(rf"(?:{'|'.join(FLOORS)})\.[EWI]\d{{3}}")
QUOTED = re.compile(r"`([^`]+)`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s:]+)\)")
LARGEST_PICTURE = 150_000
LABEL = re.compile(r"\*\*([^*]+)\*\*")
RULE = re.compile(r"\|[ |:-]+\|$")
PLACEHOLDER = re.compile(r"%\\?\(\w+\\?\)[sd]|%[sd]")
BORROWED = [
    Path(one.__file__).parent / "locale" for one in (wagtail, wagtail.admin, wagtail.images, wagtail_localize)
]
NAMING = re.compile(r"[^\W\d]{3}[^%]*%(?:\(\w+\))?s[^%]*$|%\(\w+\)s(?: \w+)* \w{7,}$")
READERS = {"text", "flag", "names", "secret", "number", "path", "database"}


def ours() -> list[Path]:
    return [path for path in python_files() if path.parts[0] in FLOORS]


def documents() -> list[Path]:
    return [path for path in files() if path.suffix == ".md"]


def rows(page: str, heading: str = "") -> list[list[str]]:
    """The cells of the tables of a reference page, or of one of its sections, without their headings."""
    part = text(REFERENCE / page)
    if heading:
        part = part.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = part.splitlines()
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    body = [one for one, after in pairs if one.startswith("|") and not (RULE.match(one) or RULE.match(after))]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in body]


def names(page: str, heading: str = "") -> list[str]:
    """What the first column names, in order; twice is twice."""
    return sorted(QUOTED.findall(row[0])[0] for row in rows(page, heading))


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]


def constant(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def test_every_setting_of_the_plug_in_is_described_with_its_default():
    told = {
        QUOTED.findall(row[0])[0]: QUOTED.findall(row[1])[0] for row in rows("settings.md", "ASSESSMENTS")
    }

    assert told == {key: repr(value) for key, value in DEFAULTS.items()}


def test_every_variable_of_the_environment_is_described():
    read = {
        (constant(call.args[0]), call.func.attr)
        for path in ours()
        if path.parts[:2] == ("cms", "settings")
        for call in calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in READERS
        and getattr(call.func.value, "id", "") == "env"
    }
    secrets = {f"{name}_FILE" for name, reader in read if reader == "secret"}

    assert names("settings.md", "Environment") == sorted({name for name, _ in read} | secrets)


def test_every_setting_of_the_host_is_described():
    assigned = {
        target.id
        for path in ours()
        if path.parts[:2] == ("cms", "settings")
        for node in tree(path).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and target.id.startswith("PUENTE_")
    }

    assert names("settings.md", "Host settings") == sorted(assigned)


def test_every_signal_is_described_with_its_arguments():
    made = {
        node.targets[0].id
        for node in tree(Path("assessments/signals.py")).body
        if isinstance(node, ast.Assign)
    }
    sent = {
        call.func.value.attr: {one.arg for one in call.keywords} - {"sender"}
        for path in ours()
        for call in calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "send_robust"
        and isinstance(call.func.value, ast.Attribute)
    }
    told = {QUOTED.findall(row[0])[0]: set(QUOTED.findall(row[1])) for row in rows("signals.md")}

    assert set(told) == made
    assert {name: arguments for name, arguments in told.items() if name in sent} == sent


def test_every_system_check_is_described():
    found = {
        word
        for path in ours()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and (word := constant(node)) and CHECK_ID.fullmatch(word)
    }

    assert names("checks.md") == sorted(found)


def verb_carriers() -> dict[str, tuple[int, str]]:
    """Functions that are given a verb: at which place, and what they put before it."""
    found = {"write": (-1, "")}
    for path in ours():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef) and node.name != "write":
                places = [one.arg for one in node.args.args]
                given = [*places, *(one.arg for one in node.args.kwonlyargs)]
                if "verb" in given:
                    prefix = [one.values[0].value for one in ast.walk(node) if isinstance(one, ast.JoinedStr)]
                    place = places.index("verb") if "verb" in places else -1
                    found[node.name] = (place, "".join(str(one) for one in prefix))
    return found


def verbs() -> set[str]:
    """Every act that the journal can hold."""
    carriers, found = verb_carriers(), set()
    for path in ours():
        for call in calls(path):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            place, prefix = carriers.get(name, (-1, ""))
            given = [one.value for one in call.keywords if one.arg == "verb"]
            given += call.args[place : place + 1] if place >= 0 else []
            found |= {prefix + word for one in given if name in carriers and (word := constant(one))}
    return found


def test_every_verb_of_the_journal_is_described():
    assert names("audit-verbs.md") == sorted(verbs())


def test_the_table_of_roles_is_the_one_in_force():
    heading = next(line for line in text(REFERENCE / "roles.md").splitlines() if line.startswith("| action"))
    roles = [Role(cell.strip()) for cell in heading.strip("|").split("|")[1:]]
    told = {
        role: {QUOTED.findall(row[0])[0] for row in rows("roles.md") if row[place] == "yes"}
        for place, role in enumerate(roles, start=1)
    }

    assert names("roles.md") == sorted(Action)
    assert told == {role: set(actions) for role, actions in TABLE.items()}


def options_of(app: str, name: str) -> set[str]:
    """The arguments that are the command's own."""
    plain = {one.dest for one in BaseCommand().create_parser("manage.py", name)._actions}
    own = load_command_class(app, name).create_parser("manage.py", name)._actions
    return {(one.option_strings or [one.metavar or one.dest])[-1] for one in own if one.dest not in plain}


def test_every_command_is_described_with_its_options():
    commands = {
        (path.parts[0], path.stem)
        for path in ours()
        if path.parts[1:3] == ("management", "commands") and path.stem != "__init__"
    }
    told = {QUOTED.findall(row[0])[0]: set(QUOTED.findall(row[1])) for row in rows("commands.md")}

    assert told == {name: options_of(app, name) for app, name in commands}


@pytest.mark.parametrize("path", documents(), ids=str)
def test_links_lead_somewhere(path):
    relative = [link.partition("#")[0] for link in LINK.findall(text(path)) if "://" not in link]
    missing = [link for link in relative if link and not (ROOT / path.parent / link).exists()]

    assert missing == []


def test_pictures_are_small_and_shown_somewhere():
    shown = {ROOT / path.parent / link for path in documents() for link in PICTURE.findall(text(path))}
    pictures = sorted((ROOT / "docs/images").iterdir())

    assert {one.resolve() for one in shown} == set(pictures) != set()
    assert [one.name for one in pictures if one.stat().st_size > LARGEST_PICTURE] == []


def test_guides_come_in_spanish_and_english():
    found = [path for path in documents() if path.parent in GUIDES]
    stems = {
        language: {p.with_suffix("").stem for p in found if p.stem.endswith(language)}
        for language in (".es", ".en")
    }

    assert stems[".es"] == stems[".en"] != set()
    assert [str(path) for path in found if not path.stem.endswith((".es", ".en"))] == []


def words_of(catalogues: Iterable[Path], language: str) -> set[str]:
    """The English or the Spanish side of some catalogues."""
    entries = [one for path in catalogues for one in polib.pofile(str(path)) if not one.obsolete]
    source = [word for entry in entries for word in (entry.msgid, entry.msgid_plural)]
    said = [word for entry in entries for word in (entry.msgstr, *entry.msgstr_plural.values())]
    return {word.strip() for word in (source if language == "en" else said) if word}


def labels(language: str) -> list[re.Pattern]:
    """What our interface can say in a language, as patterns."""
    words = words_of([ROOT / app / f"locale/{language}/LC_MESSAGES/django.po" for app in FLOORS], language)
    return [re.compile(PLACEHOLDER.sub(r"\\d+", re.escape(word)), re.IGNORECASE) for word in words]


def borrowed_labels(language: str) -> list[re.Pattern]:
    """What the editor that we borrow can say; one name may stand in it, as in `Submit to Review`."""
    folders = [*BORROWED, *([ROOT / "cms/borrowed/locale"] if language == "es" else [])]
    words = words_of([one for folder in folders for one in folder.glob(f"{language}/*/*.po")], language)
    plain = [word for word in words if not PLACEHOLDER.search(word) or NAMING.match(word)]
    return [re.compile(PLACEHOLDER.sub(".+", re.escape(word)), re.IGNORECASE) for word in plain]


@pytest.mark.parametrize("language", ["es", "en"])
def test_guides_quote_the_interface_as_it_is(language):
    known = [*labels(language), *borrowed_labels(language)]
    quoted = {
        (str(path), label)
        for path in documents()
        if path.parent in GUIDES and path.stem.endswith(f".{language}")
        for label in LABEL.findall(" ".join(text(path).split()))
    }
    labels_known = {label for _, label in quoted if any(one.fullmatch(label) for one in known)}

    assert quoted
    assert sorted(pair for pair in quoted if pair[1] not in labels_known) == []
