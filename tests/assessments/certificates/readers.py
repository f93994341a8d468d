"""Reads certificates back as a stranger would: pages, words, pictures, fonts."""

import io

import pikepdf
import pypdf


def pages(content):
    """The text of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def text(content):
    return "\n".join(pages(content))


def sizes(content):
    """Width and height of each page in millimetres."""
    boxes = [page.mediabox for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    return [(round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)) for box in boxes]


def everything(content):
    """Whatever a search through the file could find: text, title, metadata, alternative texts."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    found = [text(content), str(reader.metadata), str(reader.xmp_metadata and reader.xmp_metadata.stream)]
    with pikepdf.open(io.BytesIO(content)) as opened:
        for entry in opened.objects:
            if isinstance(entry, pikepdf.Dictionary):
                found += [str(entry[key]) for key in ("/Alt", "/ActualText", "/T") if key in entry]
        found.append(str(opened.open_metadata()))
    return "\n".join(found)


def fonts(content):
    found = set()
    with pikepdf.open(io.BytesIO(content)) as opened:
        for entry in opened.objects:
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor":
                found.add(str(entry.FontName).split("+")[1])
    return found


def pictures(content):
    """The raster images of the first page as Pillow images; the QR is the only one."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        page = opened.pages[0]
        return [pikepdf.PdfImage(image).as_pil_image() for image in page.get_images().values()]
