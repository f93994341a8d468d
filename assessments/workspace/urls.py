"""The addresses of the workspace itself."""

from django.urls import path

from assessments.workspace import views

urlpatterns = [
    path("", views.home, name="workspace_home"),
    path("notes/", views.notes, name="workspace_notes"),
    path("resume/<str:token>/", views.resume, name="workspace_resume"),
    path("cohorts/<uuid:pk>/", views.cohort, name="cohort_page"),
    path("cohorts/<uuid:pk>/version/", views.version, name="cohort_version"),
    path("cohorts/moves/<uuid:pk>/undo/", views.undo_version, name="cohort_version_undo"),
]
