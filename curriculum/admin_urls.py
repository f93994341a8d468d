"""Addresses of curriculum inside Wagtail's admin; its people alone reach them."""

from django.urls import path

from curriculum import views

app_name = "curriculum_admin"
urlpatterns = [path("reading-ease/", views.reading_ease, name="reading_ease")]
