"""Commands of the curriculum app."""
