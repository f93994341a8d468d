"""The addresses of translation below the admin; two of them stand before wagtail-localize's own."""

from django.urls import path

from cms.translation import views

app_name = "translation"
urlpatterns = [
    path("", views.ReportView.as_view(), name="report"),
    path("files/<int:page_id>/<str:language>/", views.programme_files, name="programme_files"),
    path("files/", views.take_in, name="take_in"),
]
#: The same addresses as wagtail-localize's, found first: they name a damaged line and what was left out.
BEFORE_LOCALIZE = [
    path("localize/translate/<int:translation_id>/pofile/download/", views.page_file, name="file"),
    path("localize/translate/<int:translation_id>/pofile/upload/", views.take_in_page, name="take_in"),
]
