"""The addresses of certificates: in the workspace, and the public page that checks one."""

from django.urls import path, re_path

from assessments.certificates.views import board, jobs, public, records

_COHORT = "workspace/cohorts/<uuid:pk>/certificates/"
_JOB = "workspace/certificates/jobs/<uuid:pk>/"
_ONE = "workspace/certificates/<uuid:pk>/"

urlpatterns = [
    path(_COHORT, board.certificate_board, name="certificate_board"),
    path(_COHORT + "review/", board.certificate_review, name="certificate_review"),
    path(_COHORT + "issue/", board.certificate_issue, name="certificate_issue"),
    path(_JOB, jobs.certificate_job, name="certificate_job"),
    path(_JOB + "state/", jobs.certificate_job_state, name="certificate_job_state"),
    path(_JOB + "cancel/", jobs.certificate_job_cancel, name="certificate_job_cancel"),
    path(_JOB + "resume/", jobs.certificate_job_resume, name="certificate_job_resume"),
    path(_JOB + "files/<str:name>", jobs.certificate_job_file, name="certificate_job_file"),
    path(_ONE, records.certificate_detail, name="certificate_detail"),
    path(_ONE + "pdf/", records.certificate_pdf, name="certificate_pdf"),
    path(_ONE + "revoke/", records.certificate_revoke, name="certificate_revoke"),
    path(_ONE + "replace/", records.certificate_replace, name="certificate_replace"),
    # Printed in capitals, which keeps the QR small; typed as people type.
    re_path(r"^[Cc]/(?P<code>[^/]{1,200})/?$", public.certificate_verify, name="certificate_verify_code"),
    re_path(r"^[Cc]/?$", public.certificate_verify, name="certificate_verify"),
]
