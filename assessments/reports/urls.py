"""The addresses of reports."""

from django.urls import path

from assessments.reports import views

urlpatterns = [
    path("reports/", views.cohorts, name="report_list"),
    path("reports/outside/", views.outside, name="report_outside"),
    path("reports/cohorts/<uuid:pk>/", views.cohort, name="report_cohort"),
    path("reports/cohorts/<uuid:pk>/people/", views.people, name="report_people"),
    path("reports/people/<uuid:pk>/", views.person, name="report_person"),
]
