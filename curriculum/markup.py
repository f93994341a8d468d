"""Turns Markdown-light into rich text HTML, escaping everything else. PURE.

Known: paragraphs, `- ` and `1. ` lists, `**bold**`, `*italic*`. Nothing else, on purpose.
"""

import html
import re

BULLET = re.compile(r"^[-*]\s+")
NUMBER = re.compile(r"^\d+[.)]\s+")
BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
ITALIC = re.compile(r"(?<!\*)\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?!\*)", re.DOTALL)


def inline(text: str) -> str:
    """Escape a piece of text and mark its bold and italic words."""
    escaped = html.escape(" ".join(text.split()), quote=False)
    return ITALIC.sub(r"<i>\1</i>", BOLD.sub(r"<b>\1</b>", escaped))


def plain(text: str) -> str:
    """Return the text without the marks of bold and italic, paragraphs kept."""
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))
    return "\n\n".join(ITALIC.sub(r"\1", BOLD.sub(r"\1", part)) for part in paragraphs)


def rich(text: str) -> str:
    """Return the HTML of a Markdown-light text."""
    chunks = re.split(r"\n\s*\n", text.strip())
    return "".join(html for chunk in chunks for html in _blocks(chunk.splitlines()))


def _blocks(lines: list[str]) -> list[str]:
    """Group neighbouring lines of one kind: a paragraph, a bulleted or a numbered list."""
    groups: list[tuple[str, list[str]]] = []
    for line in lines:
        stripped = line.strip()
        kind = "ul" if BULLET.match(stripped) else "ol" if NUMBER.match(stripped) else ""
        if kind:
            item = (BULLET if kind == "ul" else NUMBER).sub("", stripped)
            if not groups or groups[-1][0] != kind:
                groups.append((kind, []))
            groups[-1][1].append(item)
        elif not groups:
            groups.append(("p", [stripped]))
        else:  # a line that goes on: of the paragraph, or of the last point of the list
            groups[-1][1][-1] += f" {stripped}"
    return [_tag(kind, items) for kind, items in groups if any(items)]


def _tag(kind: str, items: list[str]) -> str:
    if kind == "p":
        return f"<p>{inline(items[0])}</p>"
    return f"<{kind}>{''.join(f'<li>{inline(item)}</li>' for item in items)}</{kind}>"
