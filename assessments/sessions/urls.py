"""The addresses of sessions."""

from django.urls import path

from assessments.sessions import views

urlpatterns = [
    path("cohorts/new/", views.open_cohort, name="cohort_open"),
    path("sessions/<uuid:pk>/register/", views.register, name="session_register"),
    path("sessions/<uuid:pk>/history/", views.history, name="session_history"),
]
