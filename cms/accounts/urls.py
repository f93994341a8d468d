"""Addresses of the account pages that allauth does not bring."""

from django.urls import path

from cms.accounts import staff_views, views

app_name = "accounts"

urlpatterns = [
    path("code/", views.sign_in_by_code, name="code"),
    path("code/second/", views.second_code, name="second_code"),
    path("password/reset/", views.ask_for_help, name="forgotten"),
    path("signed-in/", views.signed_in, name="signed_in"),
    path("token/", views.token, name="token"),
    path("again/", views.send_again, name="again"),
    path("staff/", staff_views.index, name="staff"),
    path("staff/add/", staff_views.add, name="staff_add"),
    path("staff/<int:pk>/", staff_views.detail, name="staff_account"),
    path("staff/<int:pk>/code/", staff_views.print_sign_in_code, name="staff_code"),
    path("staff/<int:pk>/second-codes/", staff_views.print_second_codes, name="staff_second_codes"),
    path("staff/<int:pk>/reset/", staff_views.reset_second_factor, name="staff_reset"),
    path("staff/<int:pk>/end/", staff_views.end, name="staff_end"),
    path("staff/<int:pk>/reopen/", staff_views.reopen, name="staff_reopen"),
]
