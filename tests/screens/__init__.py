"""Takes a picture of every screen x role x 360 and 1280 px x empty and full: `python -m tests.screens`."""
