"""Gunicorn behind a proxy on the same machine."""

bind = "127.0.0.1:8001"
# SQLite takes one writer at a time: few processes, several threads each.
workers = 2
threads = 4
worker_class = "gthread"
timeout = 60
graceful_timeout = 30
max_requests = 2000
max_requests_jitter = 200
# Only the proxy on this machine may say who the visitor is.
forwarded_allow_ips = "127.0.0.1"
accesslog = None
errorlog = "-"
