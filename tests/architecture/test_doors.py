"""Every door x every actor x own and other facility x every method, against the table of rules.

A world of two facilities is built once and never changed: each request is taken back. Nobody ever reads
a word of the other facility; who is refused changes nothing but one entry of the journal; every door
opens for somebody and shows its own row.
"""

import re

import pytest
from django.core.cache import cache
from django.db import models, transaction
from django.urls import get_resolver

from assessments import scope, wagtail_hooks
from tests.architecture import (
    door_cells,
    door_rules,
    door_rules_admin,
    door_rules_host,
    door_rules_workspace,
    door_world,
)
from tests.architecture.door_cells import address, ask, form_in, masked, missing, resolved
from tests.architecture.door_rules import ACCOUNTS, ADMIN, OPEN, WORKSPACE
from tests.architecture.door_world import ACTORS, NATIONAL

pytestmark = pytest.mark.django_db

RULES = door_rules.table(door_rules_workspace.RULES, door_rules_admin.RULES, door_rules_host.RULES)
BOUND = sorted(name for name, rule in RULES.items() if rule.has_row)
POSTED = sorted(name for name, rule in RULES.items() if rule.post is not None and rule.floor != OPEN)
NOT_SIGNED_IN = ("anonymous", "disabled")
NOWHERE = ("former", "unposted", "author")
DENIED = {WORKSPACE: {403}, ACCOUNTS: {403}, ADMIN: {302, 403, 404}}
#: What any request may write.
ALWAYS_WRITTEN = {"assessments_auditentry"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield door_world.build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    """The throttles of public pages count across requests otherwise."""
    cache.clear()


def urls(patterns, spaces=()):
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from urls(one.url_patterns, (*spaces, *filter(None, [one.namespace])))
        else:
            yield ":".join((*spaces, one.name or str(one.pattern)))


def ours():
    """The names of every address in our namespaces."""
    screens = {one.url_namespace for group in wagtail_hooks.GROUPS for one in group.registerables}
    translation = {"translation", "translation_of_page"}
    spaces = {"assessments", "accounts", "curriculum_admin", "curriculum_lessons"} | translation | screens
    return {
        name for name in urls(get_resolver().url_patterns) if name.split(":")[0] in spaces and ":" in name
    }


def test_every_address_has_a_rule():
    names = sorted(ours() - set(RULES))

    assert not names, door_rules.HOW_TO_ADD.format(names=", ".join(names))


def test_every_rule_has_an_address():
    assert set(RULES) - ours() == set()


def leaks(world, answer, rule, actor):
    """The words of the other facility that an answer holds."""
    words = set(world.other.canaries)
    if actor in (*rule.everywhere, *rule.knows_staff):
        words -= {world.other.word.lower()}
    return sorted(word for word in words if word in f"{answer.text} {answer.location}")


def body_of(world, rule, actor, place):
    """The form as this actor's page renders it at the own place, with the rule's values laid over it."""
    shown = {}
    if rule.get:
        path = address(rule.name, rule.args, world.own, rule.query)
        shown = form_in(ask(world.clients[actor], "GET", path).text, path)
    return {**shown, **{key: resolved(value, place) for key, value in rule.post.items()}}


def somebody(rule, method):
    return next(actor for actor in ACTORS if rule.may(actor, method))


def body_for(world, rule, method):
    return body_of(world, rule, somebody(rule, method), world.own) if method == "POST" else None


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(RULES))
def test_each_door_opens_to_its_people_and_shows_their_own(name, world):
    rule, problems, shown = RULES[name], [], bool(RULES[name].silent)
    path = address(name, rule.args, world.own, rule.query)

    for method in rule.methods:
        for actor in (one for one in ACTORS if rule.may(one, method) and rule.floor != OPEN):
            body = body_of(world, rule, actor, world.own) if method == "POST" else None
            answer = ask(world.clients[actor], method, path, body)
            wanted = 200 if method == "GET" else rule.done
            shown = shown or any(word in answer.text + answer.location for word in world.own.canaries)
            if answer.status != wanted:
                problems.append((method, actor, answer.status, answer.location))
            if method == "GET" and not rule.rehearses and (written := set(answer.writes) - ALWAYS_WRITTEN):
                problems.append((method, actor, "wrote", written))
            if actor != NATIONAL and (found := leaks(world, answer, rule, actor)):
                problems.append((method, actor, "leaks", found))

    assert problems == []
    assert shown or not rule.get, "No word of its own place: is the door vacuous?"


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(name for name, rule in RULES.items() if rule.floor != OPEN))
def test_each_door_is_shut_to_everybody_else(name, world):
    rule, problems = RULES[name], []
    path = address(name, rule.args, world.own, rule.query)

    for method in rule.methods:
        body = body_for(world, rule, method)
        for actor in (one for one in ACTORS if not rule.may(one, method)):
            if actor == NATIONAL and rule.may("administrator", method):
                continue
            answer = ask(world.clients[actor], method, path, body)
            if not _is_refused(rule, actor, answer):
                problems.append((method, actor, answer.status, answer.location, dict(answer.writes)))

    assert problems == []


def _is_refused(rule, actor, answer):
    """The right status, and nothing written but one entry of the journal."""
    if answer.writes["assessments_auditentry"] > 1 or set(answer.writes) - ALWAYS_WRITTEN:
        return False
    if actor in NOT_SIGNED_IN:
        asked = re.search("login|resume", answer.location)
        return answer.status == 401 or (answer.status == 302 and asked is not None)
    unseen = rule.has_row and (actor in NOWHERE or rule.owned)
    return answer.status in ({404} if unseen and rule.floor == WORKSPACE else DENIED[rule.floor])


@pytest.mark.slow
@pytest.mark.parametrize("name", BOUND)
def test_a_row_of_elsewhere_and_a_missing_one_answer_alike(name, world):
    rule, problems = RULES[name], []
    there = address(name, rule.args, world.other)
    nowhere = address(
        name, {key: missing(value, world.other) for key, value in rule.args.items()}, world.other
    )
    named = {there, nowhere}
    for value in rule.args.values():
        pair = {resolved(value, world.other), missing(value, world.other)}
        named |= {one for one in pair if not one.isdigit()}

    for method in rule.methods:
        body = body_for(world, rule, method)
        for actor in (one for one in ACTORS if rule.may(one, method) and one not in rule.everywhere):
            seen = [ask(world.clients[actor], method, path, body) for path in (there, nowhere)]
            pages = [masked(one.text, named) for one in seen]
            alike = [[one.status, one.queries, one.denials, one.writes] for one in seen]
            if seen[0].status != 404 or alike[0] != alike[1] or pages[0] != pages[1]:
                lines = zip(*(page.splitlines() for page in pages), strict=False)
                problems.append((method, actor, alike, [pair for pair in lines if pair[0] != pair[1]]))
            if found := [word for word in world.other.canaries if word in pages[0]]:
                problems.append((method, actor, "leaks", found))

    assert problems == []


def swapped(body, own, other):
    """The same form with every identifier of an own row replaced by the other place's."""
    pairs = {
        str(row.pk): str(other.rows[name].pk)
        for name, row in {**own.rows, "facility": own.facility}.items()
        if isinstance(row, models.Model) and name in other.rows
    }

    def turn(text):
        for old, new in pairs.items():
            text = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, text)
        return text

    return {
        turn(key): [turn(one) for one in value] if isinstance(value, list) else turn(value)
        for key, value in body.items()
    }


def rows_of(place):
    """Every scoped row of a place, as it lies in the database."""
    with scope.use(scope.of_facilities([place.facility.pk])):
        return {
            model: sorted(str([_plain(value) for value in row]) for row in model.objects.values_list())
            for model in scoped_models()
            if model._meta.model_name != "auditentry"
        }


def _plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def scoped_models(parent=scope.Scoped):
    for model in parent.__subclasses__():
        if not model._meta.abstract:
            yield model
        yield from scoped_models(model)


@pytest.mark.slow
@pytest.mark.parametrize("name", POSTED)
def test_rows_of_elsewhere_named_in_a_form_change_nothing_there(name, world):
    rule = RULES[name]
    actor = somebody(rule, "POST")
    path = address(name, rule.args, world.own, rule.query)
    body = swapped(body_of(world, rule, actor, world.other), world.own, world.other)
    before = rows_of(world.other)

    with door_cells.taken_back():
        response = world.clients[actor].post(path, body)
        after = rows_of(world.other)

    assert response.status_code < 500
    assert {model for model in before if before[model] != after[model]} == set()
    if actor not in (*rule.everywhere, *rule.knows_staff, NATIONAL):
        text = door_cells.text_of(response)
        assert [word for word in world.other.canaries if word in text] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(name for name, rule in RULES.items() if rule.query))
def test_a_place_of_elsewhere_asked_for_in_the_address_is_not_shown(name, world):
    rule = RULES[name]
    path = (
        address(name, rule.args, world.own)
        + address(name, rule.args, world.other, rule.query).partition("?")[2]
    )

    for actor in rule.who:
        assert leaks(world, ask(world.clients[actor], "GET", path), rule, actor) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(name for name, rule in RULES.items() if rule.floor == OPEN))
def test_pages_open_to_everybody_hold_no_word_of_any_place(name, world):
    rule = RULES[name]
    path = address(name, rule.args, world.own)
    places = (*world.own.canaries, *world.other.canaries)
    found = {}

    for actor in ACTORS:
        answer = ask(world.clients[actor], "GET", path)
        own = world.users[actor].get_username() if actor in world.users else ""
        text = answer.text.replace(own, "") if own else answer.text
        found[actor] = (answer.status < 500, [word for word in places if word in text])

    assert set(map(str, found.values())) == {"(True, [])"}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "args", "query"), door_rules_admin.SURFACES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_wagtails_own_pages_show_and_change_no_row_of_elsewhere(name, args, query, method, world):
    path = address(name, args, world.other, query)
    before = rows_of(world.other)

    for actor in ("psychologist", "coordinator", "administrator", "author"):
        with door_cells.taken_back():
            response = getattr(world.clients[actor], method.lower())(path)
            assert rows_of(world.other) == before
        text = door_cells.text_of(response).replace(path, "").replace(f'value="{world.other.word}"', "")
        assert [word for word in world.other.canaries if word in text] == [], actor
        assert response.status_code < 500
