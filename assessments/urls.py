"""Every address of the plug-in; rooms bring their own."""

from django.urls import include, path

app_name = "assessments"

urlpatterns = [
    path("workspace/", include("assessments.workspace.urls")),
    path("workspace/", include("assessments.sessions.urls")),
    path("workspace/", include("assessments.cohorts.urls")),
    path("workspace/", include("assessments.people.urls")),
    path("workspace/", include("assessments.measures.urls")),
    path("workspace/", include("assessments.reports.urls")),
    path("workspace/", include("assessments.paper.urls")),
    path("workspace/", include("assessments.completion.urls")),
    path("", include("assessments.certificates.urls")),
]
