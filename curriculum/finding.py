"""Finds lessons by words, theme, article of the Convention and age of the child (QUERIES).

Words are looked for in what the reader may read and in nothing else, with the same answer on every
database: the search engine of a site has no part in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from django.apps import apps
from wagtail.models import PageViewRestriction

from curriculum import plain_words
from curriculum.audience import Reader, visible_fields
from curriculum.canonical import without_marks
from curriculum.forms import CHILD_AGES
from curriculum.ordering import in_the_convention
from curriculum.reading_ease import text_of

TITLE, SUMMARY, TEXT = 4, 2, 1
"""How much a word counts where it was found; the best lessons come first."""
CODES = frozenset({"audience", "keep", "stage", "group", "channels", "sign"})
"""Fields whose letters are names of choices, not words that anybody wrote."""
MAX_WORDS, MAX_TYPED = 8, 200


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for, as it stands in the address of the page."""

    words: str = ""
    theme: str = ""
    article: str = ""
    age: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Wanted":
        """Read it from the address; whatever else stands there is left alone."""
        return cls(**{one.name: query.get(one.name, "").strip()[:MAX_TYPED] for one in fields(cls)})

    @cached_property
    def plain(self) -> list[str]:
        return plain_words.words_of(self.words)[:MAX_WORDS]

    def __bool__(self) -> bool:
        return any((self.words, self.theme, self.article, self.age))


@dataclass(frozen=True)
class Hit:
    """A lesson that fits, and the words around the first one found when they are not in its title."""

    lesson: Any
    excerpt: str
    weight: int


@dataclass(frozen=True)
class Choice:
    """One answer that a question offers."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Found:
    """The lessons that fit, best first, and what may be asked of this programme."""

    wanted: Wanted
    hits: list[Hit]
    themes: list[Choice]
    rights: list[Choice]
    ages: list[Choice]


def find(programme, wanted: Wanted, reader: Reader, request) -> Found:
    """Look through the live lessons of a programme, in a number of queries that does not grow with them."""
    lessons = open_lessons(request, programme)
    traits = Traits([lesson.pk for lesson in lessons])
    hits = [hit for lesson in lessons if (hit := _hit(lesson, traits, wanted, reader))]
    return Found(
        wanted=wanted,
        hits=sorted(hits, key=lambda hit: -hit.weight),
        themes=_choices(traits.theme_names.items(), wanted.theme),
        rights=_choices(sorted(traits.right_names.items(), key=_by_article), wanted.article),
        ages=_choices(((age, words) for age, words in CHILD_AGES if _is_used(age, lessons)), wanted.age),
    )


def with_words(lessons: Iterable[Any], typed: str) -> list[int]:
    """The keys of the lessons, drafts among them, whose title, summary or whole plan holds all the words."""
    lessons = list(lessons)
    traits, plain = Traits([lesson.pk for lesson in lessons]), Wanted(words=typed).plain
    weights = {one.pk: plain_words.weight(_texts(one, traits, Reader.FACILITATOR), plain) for one in lessons}
    return sorted((pk for pk, weight in weights.items() if weight), key=lambda pk: -weights[pk])


class Traits:
    """Goals, themes and rights of many lessons, read in three queries."""

    def __init__(self, pks: list[int]):
        page = apps.get_model("curriculum", "LessonPage")
        self.goals, self.themes, self.articles = defaultdict(list), defaultdict(set), defaultdict(set)
        self.theme_names, self.right_names = {}, {}
        goals = apps.get_model("curriculum", "LessonGoal").objects.filter(page_id__in=pks)
        for pk, text in goals.order_by("sort_order", "pk").values_list("page_id", "text"):
            self.goals[pk].append(text)
        themes = page.themes.through.objects.filter(lessonpage_id__in=pks).order_by("theme__name")
        for pk, slug, name in themes.values_list("lessonpage_id", "theme__slug", "theme__name"):
            self.themes[pk].add(slug)
            self.theme_names[slug] = name
        rights = page.rights.through.objects.filter(lessonpage_id__in=pks)
        for pk, article, title in rights.values_list("lessonpage_id", "right__article", "right__title"):
            self.articles[pk].add(article)
            self.right_names[article] = f"{article} · {title}"


def open_lessons(request, programme) -> list[Any]:
    """Live lessons without those behind a door that stays closed to this visitor."""
    lessons = apps.get_model("curriculum", "LessonPage").objects.live().descendant_of(programme)
    inside = PageViewRestriction.objects.filter(page__path__startswith=programme.path)
    for one in inside.exclude(page_id=programme.pk).select_related("page"):
        if not one.accept_request(request):
            lessons = lessons.exclude(path__startswith=one.page.path)
    return list(lessons.select_related("locale").order_by("path"))


def _hit(lesson, traits: Traits, wanted: Wanted, reader: Reader) -> Hit | None:
    fits = (
        (not wanted.theme or wanted.theme in traits.themes[lesson.pk])
        and (not wanted.article or wanted.article in traits.articles[lesson.pk])
        and (not wanted.age or wanted.age in lesson.child_ages)
    )
    if not fits:
        return None
    if not wanted.plain:
        return None if wanted.words else Hit(lesson, "", 0)
    texts = _texts(lesson, traits, reader)
    weight = plain_words.weight(texts, wanted.plain)
    return Hit(lesson, _around(texts, wanted), weight) if weight else None


def _around(texts: list[tuple[int, str]], wanted: Wanted) -> str:
    """The surroundings of a word that title and summary do not show already."""
    shown = " ".join(text for weight, text in texts if weight > TEXT)
    unseen = [word for word in wanted.plain if not plain_words.holds(shown, [word])]
    return plain_words.excerpt((text for weight, text in texts if weight == TEXT), unseen)


def _texts(lesson, traits: Traits, reader: Reader) -> list[tuple[int, str]]:
    """What this reader reads of a lesson, each with its weight."""
    body = [text for block in lesson.body.get_prep_value() for text in _words(block, reader)]
    inner = [(TEXT, text) for text in [*traits.goals[lesson.pk], *body]]
    return [(TITLE, lesson.title), (SUMMARY, lesson.summary), *inner]


def _words(block: Mapping[str, Any], reader: Reader) -> list[str]:
    shown = visible_fields(block["type"], without_marks(block["value"]), reader)
    return [text_of(text) for name, value in shown.items() for text in _strings(name, value)]


def _strings(name: str, value: Any) -> list[str]:
    if name in CODES:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for inner, one in value.items() for text in _strings(inner, one)]
    return [text for one in value for text in _strings(name, one)] if isinstance(value, list) else []


def _is_used(age: str, lessons: Iterable[Any]) -> bool:
    return any(age in lesson.child_ages for lesson in lessons)


def _by_article(right: tuple[str, str]) -> tuple[list[int], str]:
    return in_the_convention(right[0])


def _choices(pairs: Iterable[tuple[str, Any]], chosen: str) -> list[Choice]:
    return [Choice(value, str(words), value == chosen) for value, words in pairs]
