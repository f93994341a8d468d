"""Which journal SQLite may keep: WAL only where the library no longer loses data at a WAL reset. Pure."""

#: First releases with the fix, per maintained branch (sqlite.org, "WAL-reset bug").
FIXED_FROM = (3, 51, 3)
FIXED_BRANCHES = ((3, 50, 7), (3, 44, 6))


def has_fix(version: tuple[int, ...]) -> bool:
    """Whether this SQLite library resets its write-ahead log safely."""
    if version >= FIXED_FROM:
        return True
    return any(version[:2] == branch[:2] and version >= branch for branch in FIXED_BRANCHES)


def journal_mode(version: tuple[int, ...]) -> str:
    """The journal mode to use with this library."""
    return "WAL" if has_fix(version) else "TRUNCATE"


def init_command(version: tuple[int, ...]) -> str:
    """What every new connection runs first; FULL because an acknowledged mark must survive a power cut."""
    return (
        f"PRAGMA journal_mode={journal_mode(version)};"
        "PRAGMA synchronous=FULL;"
        "PRAGMA foreign_keys=ON;"
        "PRAGMA recursive_triggers=ON"
    )
