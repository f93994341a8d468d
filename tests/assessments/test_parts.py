"""The small templates that rooms build their pages from."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string


class CohortForm(forms.Form):
    name = forms.CharField(help_text="As people call it.")
    notes = forms.CharField(required=False)
    group = forms.ChoiceField(widget=forms.RadioSelect, choices=[("m", "Men"), ("w", "Women")])
    agreed = forms.BooleanField()
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def render(part: str, **context) -> str:
    return render_to_string(f"assessments/parts/{part}.html", context)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


@pytest.fixture
def refused():
    return CohortForm({"notes": "Chapel"})


def test_a_field_ties_its_hint_and_its_error_to_the_control(refused):
    html = render("field", field=refused["name"])

    named = re.search(r'<input[^>]*aria-describedby="([^"]+)"', html)[1].split()
    assert named == ["id_name_helptext", "id_name_error"]
    assert [f'id="{one}"' in html for one in named] == [True, True]


def test_a_group_of_choices_is_a_fieldset_with_a_legend(refused):
    html = render("field", field=refused["group"])

    assert 'aria-describedby="id_group_error"' in re.search(r"<fieldset[^>]*>", html)[0]
    assert words(re.search(r"<legend.*?</legend>", html, re.DOTALL)[0]) == "Group"


def test_a_check_box_stands_before_its_label(refused):
    html = render("field", field=refused["agreed"])

    assert html.index("<input") < html.index("<label")


def test_form_fields_end_with_the_hidden_ones(refused):
    html = render("form_fields", form=refused)

    assert re.findall(r'name="(\w+)"', html) == ["name", "notes", "group", "group", "agreed", "key"]


def test_the_error_summary_leads_to_every_field_with_an_error(refused):
    html = render("error_summary", form=refused, errors=[{"target": "row-3", "text": "Row 3"}])

    assert re.findall(r'href="#([^"]+)"', html) == ["id_name", "id_group", "id_agreed", "row-3"]
    assert "data-error-summary" in html


def test_the_error_summary_is_silent_without_errors():
    assert render("error_summary", form=CohortForm()).strip() == ""


def test_a_list_names_each_cell_for_the_phone():
    cells = [
        {"label": "Meetings", "text": 12, "number": True},
        {"label": "State", "text": "Late", "tone": "warn"},
    ]

    html = render(
        "list_table",
        headings=["Cohort", {"text": "Meetings", "number": True}, "State"],
        rows=[{"url": "/c/1/", "title": "Thursday", "cells": cells}],
    )

    assert re.findall(r'data-label="([^"]+)"', html) == ["Meetings", "State"]
    assert words(html) == "Cohort Meetings State Thursday 12 Late"
    assert '<span class="tag tag--warn">Late</span>' in html


def test_pagination_keeps_the_search(rf):
    page = Paginator(range(50), 20).page(2)

    html = render_to_string("assessments/parts/pagination.html", {"page": page}, rf.get("/", {"q": "Ñahui"}))

    assert re.findall(r'href="([^"]+)"', html) == ["?q=%C3%91ahui&amp;page=1", "?q=%C3%91ahui&amp;page=3"]


def test_what_a_person_typed_is_escaped():
    html = render("empty", title="<b>x</b>", text="<i>y</i>") + render("notice", text="<u>z</u>")

    assert re.findall(r"<[biu]>", html) == []
