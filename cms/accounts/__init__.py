"""Accounts of staff: sign-in, second factor, printed codes. Participants have none."""
