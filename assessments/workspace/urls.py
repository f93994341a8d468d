"""The addresses of the workspace itself."""

from django.urls import path

from assessments.workspace import views

urlpatterns = [
    path("", views.home, name="workspace_home"),
    path("resume/<str:token>/", views.resume, name="workspace_resume"),
    path("cohorts/<uuid:pk>/", views.cohort, name="cohort_page"),
]
