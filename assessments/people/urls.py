"""Addresses of people in the workspace."""

from django.urls import path

from assessments.people import views

urlpatterns = [
    path("people/", views.people, name="people_list"),
    path("people/export/<str:kind>/", views.export, name="people_export"),
    path("people/add/", views.add, name="people_add"),
    path("people/import/", views.bring_list, name="people_import"),
    path("people/import/<uuid:pk>/", views.check_list, name="people_import_check"),
    path("people/import/<uuid:pk>/errors/", views.error_file, name="people_import_errors"),
    path("people/<str:code>/", views.person, name="people_detail"),
    path("people/<str:code>/name/", views.name, name="people_name"),
    path("people/<str:code>/consent/", views.consent, name="people_consent"),
    path("people/<str:code>/consent/<str:purpose>/withdraw/", views.withdraw, name="people_withdraw"),
    path("people/<str:code>/move/", views.move, name="people_move"),
]
