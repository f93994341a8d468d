"""Every address of the plug-in; rooms bring their own."""

from django.urls import path

app_name = "assessments"

urlpatterns: list[path] = []
