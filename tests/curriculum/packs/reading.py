"""What tests read off a printed PDF."""

import io
import subprocess

import pikepdf


def text_of(content: bytes) -> str:
    """The words of a PDF, page after page."""
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return read.stdout.decode()


def pages_of(content: bytes) -> list[str]:
    """The words of each page."""
    return text_of(content).split("\f")[:-1]


def flat(text: str) -> str:
    """The words with one space between them."""
    return " ".join(text.split())


def alternatives_in(content: bytes) -> str:
    """What the PDF says of its pictures to whoever cannot see them."""
    with pikepdf.open(io.BytesIO(content)) as document:
        entries = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
        return " ".join(str(one.Alt) for one in entries if "/Alt" in one)


def page_count(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


def pictures_in(content: bytes) -> int:
    """How many different pictures the PDF holds."""
    with pikepdf.open(io.BytesIO(content)) as document:
        streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
        return sum(one.get("/Subtype") == "/Image" for one in streams)


def bookmarks_of(content: bytes) -> list[tuple[str, list[str]]]:
    """The titles of the two upper levels of the PDF's outline."""
    with pikepdf.open(io.BytesIO(content)) as document, document.open_outline() as outline:
        return [(one.title, [below.title for below in one.children]) for one in outline.root]


def type_sizes(content: bytes, page: int = 0) -> set[float]:
    """The sizes of type on a page, in points."""
    with pikepdf.open(io.BytesIO(content)) as document:
        pixels = [
            float(operands[1])
            for operands, operator in pikepdf.parse_content_stream(document.pages[page])
            if str(operator) == "Tf"
        ]
    return {round(size * 0.75, 1) for size in pixels}
