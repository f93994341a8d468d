"""The addresses of cohorts and their members."""

from django.urls import path

from assessments.cohorts import views

urlpatterns = [
    path("cohorts/", views.cohorts, name="cohort_list"),
    path("cohorts/<uuid:pk>/enrol/", views.enrol, name="cohort_enrol"),
    path("enrolments/<uuid:pk>/end/", views.end_enrolment, name="enrolment_end"),
]
