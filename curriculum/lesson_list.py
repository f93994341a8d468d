"""The list of lessons in Wagtail's admin: of all programmes, with questions that narrow it."""

import django_filters
from django import forms
from django.db.models import Case, IntegerField, Min, TextField, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import LocaleColumn, TitleColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageTitleColumn
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy

from curriculum import finding, querysets
from curriculum.forms import CHILD_AGES
from curriculum.models import LessonPage, ModulePage, ProgrammePage, Right, Theme

STATES = [
    ("live", _("Published")),
    ("draft", _("Not published")),
    ("changed", _("Published, with changes that wait")),
]


def _once(model, name):
    """One row for each article or short name, whatever languages it stands in."""
    first = model.objects.order_by().values(name).annotate(first=Min("pk")).values("first")
    return model.objects.filter(pk__in=first).order_by(name)


def _explorable(model):
    return lambda request: model.objects.filter(
        pk__in=page_permission_policy.explorable_instances(request.user).values("pk")
    ).order_by("path")


class SharedTrait(django_filters.ModelMultipleChoiceFilter):
    """A theme or a right: its lessons in every language, since translations share the short name."""

    def get_filter_predicate(self, v):
        return {f"{self.field_name}__{self.extra['to_field_name']}": getattr(v, self.extra["to_field_name"])}


class Below(django_filters.ModelChoiceFilter):
    """The lessons under a page."""

    def filter(self, qs, value):
        return qs.filter(path__startswith=value.path) if value else qs


class LessonFilters(WagtailFilterSet):
    theme = SharedTrait(
        label=_("Theme"),
        field_name="themes",
        to_field_name="slug",
        queryset=lambda request: _once(Theme, "slug"),
        widget=forms.CheckboxSelectMultiple,
    )
    right = SharedTrait(
        label=_("Right of the child"),
        field_name="rights",
        to_field_name="article",
        queryset=lambda request: _once(Right, "article"),
        widget=forms.CheckboxSelectMultiple,
    )
    age = django_filters.ChoiceFilter(
        label=_("Age of the child"), choices=CHILD_AGES, method="of_age", widget=forms.RadioSelect
    )
    programme = Below(label=_("Programme"), queryset=_explorable(ProgrammePage), widget=forms.RadioSelect)
    module = Below(label=_("Module"), queryset=_explorable(ModulePage), widget=forms.RadioSelect)
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="in_state", widget=forms.RadioSelect
    )
    untranslated = django_filters.ModelChoiceFilter(
        label=_("Without translation into"),
        queryset=Locale.objects.all(),
        to_field_name="language_code",
        method="without_translation",
        widget=forms.RadioSelect,
    )
    due = django_filters.BooleanFilter(label=_("Due for review"), method="due_for_review")

    class Meta:
        model = LessonPage
        fields = []

    def of_age(self, lessons, name, age):
        ages = Cast("child_ages", TextField())
        return lessons.annotate(ages_as_text=ages).filter(ages_as_text__contains=f'"{age}"')

    def in_state(self, lessons, name, state):
        states = {"live": {"live": True}, "draft": {"live": False}}
        return lessons.filter(**states.get(state, {"live": True, "has_unpublished_changes": True}))

    def without_translation(self, lessons, name, locale):
        return querysets.without_translation(lessons, locale)

    def due_for_review(self, lessons, name, wanted):
        due = querysets.due_for_review(lessons)
        return due if wanted else lessons.exclude(pk__in=due.values("pk"))


def _edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class LessonIndexView(IndexView):
    """Wagtail's list, without the buttons of each row: a site's other apps ask the database for each."""

    base_columns = [
        BulkActionsColumn("bulk_actions"),
        TitleColumn("title", label=_("Title"), sort_key="title", get_url=_edit_address, classname="title"),
        LocaleColumn(label=_("Language")),
        *(one for one in IndexView.base_columns if not isinstance(one, (BulkActionsColumn, PageTitleColumn))),
    ]

    def search_queryset(self, queryset):
        """Look into the whole plan; accents make no difference, whatever the database."""
        if not self.is_searching:
            return queryset
        lessons = LessonPage.objects.filter(pk__in=queryset.order_by().values("pk"))
        pks = finding.with_words(lessons, self.search_query)
        found = queryset.filter(pk__in=pks)
        if self.is_explicitly_ordered:
            return found
        places = (When(pk=pk, then=place) for place, pk in enumerate(pks))
        return found.order_by(Case(*places, default=len(pks), output_field=IntegerField()), "path")


class LessonParentView(PermissionCheckedMixin, ChooseParentView):
    """Where a new lesson belongs; Wagtail's own view would answer anybody in the admin."""

    permission_policy = page_permission_policy
    permission_required = "add"


class LessonsMenuItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, {"add", "change", "publish"})


class LessonListViewSet(PageListingViewSet):
    model = LessonPage
    name = "curriculum_lessons"
    url_prefix = "curriculum/lessons"
    icon = "openquote"
    menu_label = _("Lessons")
    menu_item_class = LessonsMenuItem
    index_view_class = LessonIndexView
    choose_parent_view_class = LessonParentView
    filterset_class = LessonFilters
