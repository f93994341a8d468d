"""Commands of the stranger's site."""
