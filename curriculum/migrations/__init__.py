"""Database history of the curriculum app."""
