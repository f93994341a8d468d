"""Reading a programme's files: what comes out, and what is refused with file and field."""

import shutil

import pytest

from curriculum import manuscript
from curriculum.readiness import Gap

LESSON = "1-primero/1-saludo.toml"
ENGLISH = f"translations/en/{LESSON}"
KINDS = "opening, activity, role_play, discussion, homework, prose, safeguarding, handout, sources"


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def problems_of(folder):
    with pytest.raises(manuscript.ManuscriptError) as refusal:
        manuscript.read(folder)
    return refusal.value.problems


def test_files_become_a_tree_in_order(written):
    script = manuscript.read(written)

    titles = [[lesson.values["title"] for lesson in module.children] for module in script.programme.children]
    assert titles == [["El saludo", "La escucha"], ["El cierre"]]
    assert (script.language, script.programme.values["summary"]) == ("es", "Un programa de prueba.")


def first_lesson(folder):
    return manuscript.read(folder).lessons[0]


def test_blocks_are_ready_for_the_page(written):
    blocks = {block["type"]: block["value"] for block in first_lesson(written).values["body"]}

    assert blocks["prose"]["text"] == (
        "<p>Un saludo <b>siempre igual</b>.</p><ul><li>con la mano</li>"
        "<li>con la voz &lt;fuerte&gt;</li></ul>"
    )
    assert (blocks["opening"]["group"], blocks["opening"]["group_size"]) == ("small", 4)
    assert blocks["opening"]["steps"] == ["<p>Siéntense.</p>", "<p>Digan su <i>nombre</i>.</p>"]
    assert blocks["role_play"]["scene"] == "<p>«Doña Rosa contesta el teléfono.»</p>"
    assert blocks["homework"]["channels"] == ["visit", "call"]
    assert [one["sign"] for one in blocks["safeguarding"]["situations"]] == [
        "cries",
        "boasts",
        "leaves",
        "discloses",
    ]
    assert "audience" not in blocks["safeguarding"]
    assert blocks["sources"]["sources"] == [
        {
            "title": "Convención",
            "citation": "Naciones Unidas, 1989, artículo 9.",
            "licence": "Dominio público",
        }
    ]


def test_block_keeps_its_id_wherever_it_stands_and_whatever_it_is_called(written):
    shutil.rmtree(written / "translations")
    before = first_lesson(written).values["body"]
    change(written, LESSON, 'heading = "La idea"', 'heading = "Otra idea"')
    change(written, LESSON, '[[block]]\ntype = "prose"', NEW_PROSE + '[[block]]\ntype = "prose"')

    after = first_lesson(written).values["body"]

    assert [block["id"] for block in after[1:]] == [block["id"] for block in before]


NEW_PROSE = """[[block]]
type = "prose"
id = "otra"
audience = "both"
heading = "Otra"
text = "Otra."

"""


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (LESSON, 'title = "El saludo"', "", f"{LESSON}: title: is missing"),
        (LESSON, "minutes = 60", "minutes = 61", f"{LESSON}: minutes: says 61, but the blocks add up to 60"),
        (LESSON, 'keep = "must"', 'keep = "x"', f"{LESSON}: block 2: keep: must be one of: must, may"),
        (
            LESSON,
            'rights = ["9.3", "12"]',
            'rights = ["99"]',
            f"{LESSON}: rights: 99 is not in rights.toml",
        ),
        (
            LESSON,
            'type = "prose"',
            'type = "poem"',
            f"{LESSON}: block 1: type: must be one of: {KINDS}",
        ),
        (LESSON, 'id = "idea"\n', "", f"{LESSON}: block 1: id: is missing"),
        (LESSON, 'id = "idea"', 'id = "ronda"', f"{LESSON}: block: the id ronda stands 2 times"),
        (LESSON, 'purpose = "', 'porpose = "', f"{LESSON}: block 2: porpose: is not a field here"),
        (
            LESSON,
            'id = "cuidar"',
            'id = "cuidar"\naudience = "both"',
            f"{LESSON}: block 6: audience: is not a field here",
        ),
        (
            LESSON,
            'sign = "boasts"',
            'sign = "cries"',
            f"{LESSON}: block 6: situation: the sign boasts must stand once, it stands 0 times",
        ),
        (
            LESSON,
            'sign = "leaves"',
            'sign = "runs"',
            f"{LESSON}: block 6: situation 3: sign: must be one of: cries, boasts, leaves, discloses, other",
        ),
        (
            LESSON,
            '["call", "visit"]',
            '["call", "radio"]',
            f"{LESSON}: block 5: channels: may hold, each once: visit, letter, call, here",
        ),
        (
            LESSON,
            "group_size = 4",
            "group_size = 9",
            f"{LESSON}: block 2: group_size: must be a whole number from 2 to 8",
        ),
        (
            LESSON,
            'group = "pairs"',
            'group = "pairs"\ngroup_size = 2',
            f"{LESSON}: block 3: group_size: stands only with small groups",
        ),
        (
            LESSON,
            'citation = "Naciones Unidas, 1989, artículo 9."',
            "",
            f"{LESSON}: block 8: source 1: citation: is missing",
        ),
        (
            LESSON,
            "10000000-0000-4000-8000-000000000003",
            "10000000-0000-4000-8000-000000000004",
            "key 10000000-0000-4000-8000-000000000004: stands 2 times",
        ),
        (
            LESSON,
            'slug = "saludo"',
            'slug = "El Saludo"',
            f"{LESSON}: slug: may hold small letters, digits and hyphens",
        ),
        (LESSON, "10000000-0000-4000-8000-000000000003", "x", f"{LESSON}: key: must be a UUID"),
        (
            LESSON,
            '["0-2", "6-11"]',
            '["0-99"]',
            f"{LESSON}: child_ages: may hold: 0-2, 3-5, 6-11, 12-17",
        ),
        (
            "rights.toml",
            'title = "Seguir en contacto"',
            f'title = "{"x" * 151}"',
            "rights.toml: right 1: title: has 151 characters; at most 150 fit",
        ),
        (
            LESSON,
            '["Siéntense.", "Digan su *nombre*."]',
            '"x"',
            f"{LESSON}: block 2: steps: must be a list of texts, none of them empty",
        ),
    ],
)
def test_mistake_is_named_by_file_and_field(written, name, old, new, problem):
    change(written, name, old, new)

    assert problem in problems_of(written)


def test_every_problem_is_told_at_once(written):
    shutil.rmtree(written / "translations")
    change(written, LESSON, "minutes = 60", "minutes = 0")
    (written / "2-segundo" / "module.toml").unlink()

    assert problems_of(written) == [
        f"{LESSON}: minutes: must be a whole number from 1 to 480",
        f"{LESSON}: minutes: says 0, but the blocks add up to 60",
        "2-segundo/module.toml: the file is missing",
    ]


def test_broken_file_is_named(written):
    (written / LESSON).write_text("title = ", encoding="utf-8")

    assert problems_of(written)[0].startswith(f"{LESSON}: ")


def test_missing_folder_is_said(tmp_path):
    assert "programme.toml: the file is missing" in problems_of(tmp_path / "nowhere")


def test_translation_is_a_manuscript_without_what_nobody_has_translated(written):
    script = manuscript.read(written)
    (english,) = script.translations

    assert (english.language, english.programme.key) == ("en", script.programme.key)
    assert [module.values["title"] for module in english.programme.children] == ["First"]
    assert [lesson.values["title"] for lesson in english.lessons] == ["The greeting"]
    assert [right.values["article"] for right in english.rights] == ["12"]
    assert english.lessons[0].values["rights"] == ["12"]
    ids = [[block["id"] for block in one.lessons[0].values["body"]] for one in (script, english)]
    assert ids[0] == ids[1]


def test_translation_without_its_programme_waits(written):
    (written / "translations" / "en" / "programme.toml").unlink()

    assert manuscript.read(written).translations == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (ENGLISH, 'slug = "saludo"', 'slug = "greeting"', "slug: is greeting; the source says saludo"),
        (
            ENGLISH,
            "000000000003",
            "000000000009",
            "key: is 10000000-0000-4000-8000-000000000009; "
            "the source says 10000000-0000-4000-8000-000000000003",
        ),
        (ENGLISH, 'rights = ["9.3", "12"]', 'rights = ["12"]', "rights: is 12; the source says 9.3, 12"),
        (ENGLISH, ', "Every parent practises it."', "", "goals: has 1 entries; the source has 2"),
        (ENGLISH, 'id = "tarea"', 'id = "task"', "block tarea: is missing"),
        (ENGLISH, 'id = "tarea"', 'id = "task"', "block task: the source has no such block"),
        (ENGLISH, 'keep = "must"', 'keep = "may"', "block ronda: keep: is may; the source says must"),
        (ENGLISH, "group_size = 4\n", "", "block ronda: group_size: is empty; the source says 4"),
        (
            ENGLISH,
            'group = "pairs"',
            'group = "alone"',
            "block llamada: group: is alone; the source says pairs",
        ),
        (
            ENGLISH,
            'checklist = "Two people made the call."\n',
            "",
            "block llamada: checklist: is empty; the source says written",
        ),
        (
            ENGLISH,
            '["call", "visit"]',
            '["call"]',
            "block tarea: channels: is call; the source says visit, call",
        ),
        (
            ENGLISH,
            'sign = "discloses"',
            'sign = "other"',
            "block cuidar: sign: is cries, boasts, leaves, other; "
            "the source says cries, boasts, leaves, discloses",
        ),
        (
            ENGLISH,
            'audience = "participant"',
            'audience = "both"',
            "block hoja: audience: is both; the source says participant",
        ),
    ],
)
def test_translation_with_another_structure_is_refused_by_file_and_block(written, name, old, new, problem):
    change(written, name, old, new)

    assert f"{name}: {problem}" in problems_of(written)


def test_translated_blocks_in_another_order_are_refused(written):
    text = (written / ENGLISH).read_text(encoding="utf-8")
    head, *blocks = text.split("[[block]]\n")
    (written / ENGLISH).write_text(
        "[[block]]\n".join([head, blocks[1], blocks[0], *blocks[2:]]), encoding="utf-8"
    )

    assert problems_of(written) == [
        f"{ENGLISH}: block: the order differs; the source has "
        "idea, ronda, llamada, recuerdos, tarea, cuidar, hoja, fuentes"
    ]


def test_translated_block_of_another_kind_is_refused(written):
    change(written, ENGLISH, 'type = "handout"', 'type = "prose"')

    assert problems_of(written) == [f"{ENGLISH}: block hoja: type: is prose; the source says handout"]


def test_translated_file_that_the_source_lacks_is_refused(written):
    (written / ENGLISH).rename(written / "translations" / "en" / "1-primero" / "9-saludo.toml")

    assert problems_of(written) == [
        "translations/en/1-primero/9-saludo.toml: the source has nothing in this place"
    ]


def test_translation_in_another_language_than_its_folder_is_refused(written):
    change(written, "translations/en/programme.toml", 'language = "en"', 'language = "quy"')

    assert problems_of(written) == [
        "translations/en/programme.toml: language: is quy; its folder says en",
    ]


def test_remarks_name_what_lessons_lack_without_refusing_them(written):
    found = [(file, gap.gap) for file, gap in manuscript.remarks(manuscript.read(written))]

    assert [gap for file, gap in found if file == LESSON] == [Gap.NO_CLOSING, Gap.CHECKLIST_DIFFERS]
    assert (ENGLISH, Gap.NO_CLOSING) in found
