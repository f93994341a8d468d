"""Every signal the plug-in sends to the outside world; inside the house functions are called instead.

All are sent after the transaction has been committed, with ``sender`` the row's class. A receiver that
raises is logged and changes nothing of what was done (``send_robust``).
"""

from django.dispatch import Signal

#: A cohort was opened. Arguments: ``cohort``, ``user``.
cohort_opened = Signal()

#: Marks of a session were recorded. Arguments: ``session``, ``user``, ``changed`` (count of cells).
register_recorded = Signal()

#: A certificate was issued. Arguments: ``certificate``, ``user``.
certificate_issued = Signal()

#: A certificate was revoked. Arguments: ``certificate``, ``user``.
certificate_revoked = Signal()

#: A consent was given or withdrawn. Arguments: ``consent``, ``user``.
consent_changed = Signal()

#: The minute's housekeeping came by (``manage.py tick``). Arguments: ``now``. ``sender`` is None; a receiver
#: that raises makes the housekeeping count as failed.
minute_passed = Signal()
