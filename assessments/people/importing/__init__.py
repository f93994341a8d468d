"""Bringing in a list of people: bytes, table, columns, entries and problems; writing is `operations`."""
