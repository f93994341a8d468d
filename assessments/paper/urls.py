"""The addresses of what is printed for a session."""

from django.urls import path

from assessments.paper import views

urlpatterns = [
    path("sessions/<uuid:pk>/pack/", views.session_pack, name="session_pack"),
    path("sessions/<uuid:pk>/pack/pdf/", views.session_pack_pdf, name="session_pack_pdf"),
]
