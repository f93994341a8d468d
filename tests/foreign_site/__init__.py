"""A stranger's Wagtail site that adds the two apps and knows nothing of our host site."""
