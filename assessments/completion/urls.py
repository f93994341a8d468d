"""The address of a programme's rule."""

from django.urls import path

from assessments.completion import views

urlpatterns = [
    path("cohorts/<uuid:pk>/certificates/rule/", views.completion_rule, name="completion_rule"),
]
