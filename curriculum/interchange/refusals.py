"""The one error of a package that is damaged, hostile or not ours. PURE."""


class PackageRefused(ValueError):
    """The package is refused whole; the text says which member, and what is wrong with it."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}" if where else problem)
        self.where = where
        self.problem = problem
