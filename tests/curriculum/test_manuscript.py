"""Reading a programme's files: what comes out, and what is refused with file and field."""

import pytest

from curriculum import manuscript

LESSON = "1-primero/1-saludo.toml"


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


def test_blocks_are_ready_for_the_page(written):
    lesson = manuscript.read(written).programme.children[0].children[0]

    prose, activity = (block["value"] for block in lesson.values["body"][:2])
    assert prose["text"] == (
        "<p>Un saludo <b>siempre igual</b>.</p><ul><li>con la mano</li>"
        "<li>con la voz &lt;fuerte&gt;</li></ul>"
    )
    assert (activity["group"], activity["steps"]) == (
        "small",
        ["<p>Siéntense.</p>", "<p>Digan su <i>nombre</i>.</p>"],
    )


def test_block_keeps_its_id_when_another_comes_before_it(written):
    before = manuscript.read(written).programme.children[0].children[0].values["body"]
    change(written, LESSON, '[[block]]\ntype = "prose"', NEW_PROSE + '[[block]]\ntype = "prose"')

    after = manuscript.read(written).programme.children[0].children[0].values["body"]

    assert [block["id"] for block in after[1:]] == [block["id"] for block in before]


NEW_PROSE = """[[block]]
type = "prose"
audience = "both"
heading = "Otra"
text = "Otra."

"""


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (LESSON, 'title = "El saludo"', "", f"{LESSON}: title: is missing"),
        (LESSON, "minutes = 40", "minutes = 41", f"{LESSON}: minutes: says 41, but the blocks add up to 40"),
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
            f"{LESSON}: block 1: type: must be one of: prose, activity, discussion, handout",
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
    change(written, LESSON, "minutes = 40", "minutes = 0")
    (written / "2-segundo" / "module.toml").unlink()

    assert problems_of(written) == [
        f"{LESSON}: minutes: must be a whole number from 1 to 480",
        f"{LESSON}: minutes: says 0, but the blocks add up to 40",
        "2-segundo/module.toml: the file is missing",
    ]


def test_broken_file_is_named(written):
    (written / LESSON).write_text("title = ", encoding="utf-8")

    assert problems_of(written)[0].startswith(f"{LESSON}: ")


def test_missing_folder_is_said(tmp_path):
    assert "programme.toml: the file is missing" in problems_of(tmp_path / "nowhere")
