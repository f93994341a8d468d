"""One way to break each gate, and the words with which it must answer: it saw that and nothing else."""

from dataclasses import dataclass, field

LONG_FUNCTION = "\n\ndef long():\n" + "    print\n" * 41
MANY_BRANCHES = "\n\ndef winding(a):\n" + "".join(f"    if a == {n}:\n        return {n}\n" for n in range(9))


@dataclass(frozen=True)
class Breakage:
    """What to append to which files (new ones are made), which gate to run and what it must say."""

    gate: str
    appended: dict[str, str]
    says: tuple[str, ...] = field(default=())


NEW_MODEL = "\n\nclass Extra(models.Model):\n    class Meta:\n        app_label = 'cms'\n"
FAILING = "import test from 'node:test';\ntest('breaks', () => { throw 1; });\n"
GREEDY = "\n\ndef greedy(a, b, c, d, e, f, g):\n    print(a)\n"

BREAKAGES = (
    Breakage(
        "format", {"assessments/conf.py": "\nX = {  'a':1 }\n"}, says=("assessments/conf.py", "{  'a':1 }")
    ),
    Breakage(
        "style",
        {
            "assessments/conf.py": MANY_BRANCHES,
            "cms/env.py": GREEDY,
        },
        says=("C901", "PLR0913", "T201"),
    ),
    Breakage(
        "house",
        {
            "assessments/cohorts/endless.py": '"""Too long."""\n' + "X = 1\n" * 300,
            "assessments/cohorts/views.py": "\n\ndef view():\n" + "    print\n" * 25,
            "assessments/cohorts/utils.py": '"""A junk drawer."""\n',
            "assessments/cohorts/silent.py": "X = 1\n",
            "assessments/people/codes.py": LONG_FUNCTION,
            "curriculum/packs/rendering.py": "\n# TO" + "DO later\n",
            "cms/templates/cms/tall.html": "<p></p>\n" * 81,
            "cms/static/cms/js/tall.js": "// tall\n" * 201,
            "cms/static/cms/css/far.css": "a { background: url(https://cdn." + "foreign.net/a.png); }\n",
            "docs/machine.md": "Look in /ro" + "ot/puente.\n",
            "docs/registry.md": "From https://pypi" + ".org/simple\n",
            "extra/readme.txt": "A new folder at the top.\n",
            "requirements.txt": "segno==0.1 \\\n    --hash=sha256:0\n",
            "cms/migrations/9999_auto_20250101_1010.py": 'DEPENDS = "WAGTAIL_PAGE' + '_MODEL"\n',
            "curriculum/starter/LICENSE": "",
        },
        says=(
            "endless.py",
            "test_functions_are_short",
            "test_templates_are_short",
            "test_scripts_are_short",
            "test_no_module_is_a_junk_drawer",
            "test_every_module_says_what_it_is_for",
            "test_nothing_is_left_unfinished",
            "test_nothing_a_browser_reads_names_a_foreign_host",
            "test_no_file_names_a_machine",
            "test_no_file_names_a_package_registry",
            "test_the_top_level_stays_as_it_is",
            "test_tests_run_on_the_versions_that_are_shipped",
            "test_none_holds_what_only_wagtail_8_knows",
            "test_every_name_says_what_it_does",
            "test_each_app_has_one_line_of_migrations_and_names_its_last",
        ),
    ),
    Breakage(
        "imports",
        {
            "assessments/facilities/models.py": "\nimport cms.env\n",
            "assessments/facilities/querysets.py": "\nimport allauth\nimport assessments.people.models\n",
            "assessments/cohorts/models.py": "\nimport curriculum.models\n",
            "assessments/people/querysets.py": "\nimport assessments.people.models\n",
            "assessments/people/codes.py": "\nimport django\n",
            "assessments/newroom/__init__.py": '"""A room that nobody placed."""\n',
        },
        says=(
            "Three floors: cms above assessments above curriculum BROKEN",
            "Of curriculum, assessments knows the outline and the PDF engine alone BROKEN",
            "The pages and blocks of curriculum are known to curriculum and the demo alone BROKEN",
            "neither allauth nor wagtail-localize BROKEN",
            "The rooms of assessments stand one above the other BROKEN",
            "newroom",
            "The furniture of a room stands in one order BROKEN",
            "The rules are pure: plain values in, plain values out BROKEN",
        ),
    ),
    Breakage(
        "purity",
        {"assessments/people/codes.py": "\nimport random\n\nMADE = datetime.now(), open('/dev/null')\n"},
        says=(
            "test_no_rule_looks_at_the_clock",
            "test_no_rule_touches_the_world",
            "test_no_rule_opens_or_prints",
        ),
    ),
    Breakage(
        "types",
        {"assessments/people/codes.py": "\n\ndef untyped(a):\n    return a\n"},
        says=("assessments/people/codes.py", "no-untyped-def"),
    ),
    Breakage(
        "templates",
        {
            "cms/templates/cms/crooked.html": "<div>\n<p>One</p>\n      <p>Two</p>\n</div>\n",
            "cms/templates/cms/inline.html": '<p style="color: red">One</p>\n<script>alert(1)</script>\n',
            "cms/templates/cms/loose.html": "{% blocktranslate %}\n  One\n{% endblocktranslate %}\n",
        },
        says=(
            "crooked.html",
            "test_nothing_stands_inline",
            "test_every_block_to_translate_is_trimmed",
        ),
    ),
    Breakage(
        "checks",
        {"cms/settings/base.py": '\nASSESSMENTS["UNKNOWN"] = 1\n'},
        says=("ASSESSMENTS has unknown keys: UNKNOWN",),
    ),
    Breakage(
        "deploy", {"cms/settings/production.py": "\nSESSION_COOKIE_SECURE = False\n"}, says=("security.W012",)
    ),
    Breakage(
        "migrations",
        {
            "cms/accounts/models.py": NEW_MODEL,
        },
        says=("Create model Extra",),
    ),
    Breakage(
        "messages",
        {"cms/pages.py": '\nNEW = _("A sentence that nobody translated.")\nWRONG = _("¿Qué?")\n'},
        says=("A sentence that nobody translated.", "test_the_texts_in_the_code_are_english"),
    ),
    Breakage(
        "html", {"cms/templates/cms/blind.html": '<img src="a.png">\n'}, says=("blind.html", "image_alt")
    ),
    Breakage(
        "node",
        {"tests/vectors/broken.test.mjs": FAILING},
        says=("breaks",),
    ),
)
