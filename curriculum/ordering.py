"""Orders articles of the Convention as the Convention has them. PURE."""


def in_the_convention(article: str) -> tuple[list[int], str]:
    """Return a key to sort by: 9.3 stands after 9, and 12 after 9.3."""
    return [int(part) for part in article.split(".") if part.isdecimal()], article
