"""The addresses of questionnaires."""

from django.urls import path

from assessments.measures import views

urlpatterns = [
    path("cohorts/<uuid:pk>/answers/<str:occasion>/", views.answers, name="measure_answers"),
]
