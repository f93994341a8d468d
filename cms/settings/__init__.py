"""Settings of the host site, one module per place it runs in."""
