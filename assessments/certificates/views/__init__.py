"""The doors to certificates: the board, the job, one certificate, and the public page."""
