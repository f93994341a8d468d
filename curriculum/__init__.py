"""What is taught: programmes, modules and lessons as Wagtail pages."""
