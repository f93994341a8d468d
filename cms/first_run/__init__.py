"""What stands between an empty machine and the first cohort; run again, it changes nothing."""
