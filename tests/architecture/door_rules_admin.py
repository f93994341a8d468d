"""Rules of our screens in Wagtail's admin, and the pages of Wagtail's own that could show our rows."""

from collections.abc import Iterator, Mapping

from tests.architecture.door_rules import ADMIN, DESK, NATIONAL, PLACES, Rule

SHARED = "What a programme asks for is the same everywhere."


def listed(name: str, who: tuple[str, ...], row: str, silent: str = "") -> Iterator[Rule]:
    """The list, its part that is loaded again, its export, and one row looked at."""
    space = f"assessments_{name}"
    yield Rule(f"{space}:index", who, floor=ADMIN, silent=silent)
    yield Rule(f"{space}:index_results", who, floor=ADMIN, silent=silent)
    args = {"pk": f"@{row}.pk"}
    yield Rule(f"{space}:inspect", who, args, ADMIN, silent=silent)


def edited(name: str, row: str, made: Mapping[str, str], changed: Mapping[str, str]) -> Iterator[Rule]:
    """The same, and the forms that make and change a row."""
    space = f"assessments_{name}"
    yield from listed(name, PLACES, row)
    yield Rule(f"{space}:add", PLACES, floor=ADMIN, post=made)
    yield Rule(f"{space}:edit", PLACES, {"pk": f"@{row}.pk"}, ADMIN, post=changed)


RECORDS = (
    *listed("cohorts", DESK, "cohort"),
    *listed("sessions", DESK, "session"),
    *listed("participants", DESK, "participant"),
    *listed("certificates", DESK, "certificate"),
    *listed("audit", PLACES, "entry"),
)
#: Rows that belong to no facility: there is no other place's row to hide.
REFERENCE = tuple(
    Rule(f"assessments_{name}:{screen}", DESK, {}, ADMIN, silent=SHARED)
    for name in ("completion_rules", "instruments")
    for screen in ("index", "index_results")
)
REFERENCE_ROWS = (
    Rule("assessments_completion_rules:inspect", DESK, {"pk": "!rule.pk"}, ADMIN, silent=SHARED),
    Rule("assessments_instruments:inspect", DESK, {"pk": "!version.pk"}, ADMIN, silent=SHARED),
)
FACILITIES = (
    *listed("facilities", PLACES, "facility"),
    Rule(
        "assessments_facilities:add",
        (NATIONAL,),
        floor=ADMIN,
        post={"code": "NUEVO", "name": "Recinto Nuevo", "public_place": "Cusco"},
        silent="An empty form.",
    ),
    Rule("assessments_facilities:edit", PLACES, {"pk": "@facility.pk"}, ADMIN, post={"public_place": "Ica"}),
)
PLACES_AND_DAYS = (
    *edited("units", "unit", {"facility": "@facility.pk", "name": "Ala Sur", "order": "4"}, {"order": "7"}),
    *edited(
        "closed_days",
        "closed_day",
        {"facility": "@facility.pk", "on": "2026-12-25"},
        {"reason": "Otra fiesta"},
    ),
    Rule("assessments_closed_days:delete", PLACES, {"pk": "@closed_day.pk"}, ADMIN, post={}),
)
_ADMINISTRATOR = ("administrator",)
POSTINGS = (
    *listed("postings", _ADMINISTRATOR, "posting"),
    Rule(
        "assessments_postings:add",
        _ADMINISTRATOR,
        floor=ADMIN,
        post={
            "user": "@colleague.pk",
            "role": "donor",
            "reach": "facility",
            "facility": "@facility.pk",
            "from_on": "2026-01-01",
        },
        knows_staff=_ADMINISTRATOR,
    ),
    Rule(
        "assessments_postings:edit",
        _ADMINISTRATOR,
        {"pk": "@posting.pk"},
        ADMIN,
        post={"until_on": "2099-01-01"},
    ),
)

PAGES = "Pages belong to no facility."
LESSONS = (
    Rule(
        "curriculum_admin:reading_ease",
        (*DESK, "administrator", "author"),
        floor=ADMIN,
        post={"body-count": "0"},
        get=False,
        done=200,
        silent="A number about the words that were sent.",
    ),
    *(
        Rule(f"curriculum_lessons:{name}", ("psychologist", "author"), floor=ADMIN, silent=PAGES)
        for name in ("index", "index_results", "choose_parent")
    ),
)

RULES = (*RECORDS, *REFERENCE, *REFERENCE_ROWS, *FACILITIES, *PLACES_AND_DAYS, *POSTINGS, *LESSONS)

#: Wagtail's own addresses on which a row of ours could surface. Reviewed by hand on Wagtail 8.0.1.
SURFACES = (
    ("wagtailadmin_home", {}, ""),
    ("wagtailadmin_account", {}, ""),
    ("wagtailadmin_explore_root", {}, ""),
    ("wagtailadmin_pages:search", {}, "?q=@stem"),
    ("wagtailadmin_choose_page", {}, ""),
    ("wagtailadmin_choose_page_search", {}, "?q=@stem"),
    ("wagtailadmin_reports:site_history", {}, ""),
    ("wagtailadmin_reports:site_history_results", {}, "?label=@stem"),
    ("wagtailadmin_reports:workflow", {}, ""),
    ("wagtailadmin_reports:workflow_tasks", {}, ""),
    ("wagtailadmin_reports:aging_pages", {}, ""),
    ("wagtailadmin_reports:locked_pages", {}, ""),
    ("wagtailadmin_reports:page_types_usage", {}, ""),
    ("wagtailusers_users:index", {}, "?q=@stem"),
    ("wagtailusers_users:edit", {"pk": "@colleague.pk"}, ""),
    ("wagtailusers_users:delete", {"pk": "@colleague.pk"}, ""),
    ("wagtailusers_users:history", {"pk": "@colleague.pk"}, ""),
    ("wagtailusers_users:usage", {"pk": "@colleague.pk"}, ""),
    ("wagtailusers_groups:index", {}, ""),
    ("wagtaildocs:index", {}, "?q=@stem"),
    ("wagtailimages:index", {}, "?q=@stem"),
    ("wagtailsnippets:index", {}, ""),
    ("wagtailadmin_tag_autocomplete", {}, "?term=@stem"),
    (
        "wagtail_bulk_action",
        {"app_label": "assessments", "model_name": "unit", "action": "delete"},
        "?id=@unit.pk",
    ),
    (
        "wagtail_bulk_action",
        {"app_label": "cms", "model_name": "user", "action": "delete"},
        "?id=@colleague.pk",
    ),
)
