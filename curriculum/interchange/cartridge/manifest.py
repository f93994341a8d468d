"""Writes the manifest of a Common Cartridge 1.3: metadata, one tree of items, and the resources. PURE."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

SITE, LOM = "http://www.imsglobal.org", "http://ltsc.ieee.org/xsd/imsccv1p3/LOM"
CONTENT, PROFILE = f"{SITE}/xsd/imsccv1p3/imscp_v1p1", f"{SITE}/profile/cc/ccv1p3"
NAMESPACES = {
    "xmlns": CONTENT,
    "xmlns:lom": f"{LOM}/resource",
    "xmlns:lomimscc": f"{LOM}/manifest",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": " ".join(
        (
            f"{CONTENT} {PROFILE}/ccv1p3_imscp_v1p2_v1p0.xsd",
            f"{LOM}/manifest {PROFILE}/LOM/ccv1p3_lommanifest_v1p0.xsd",
            f"{LOM}/resource {PROFILE}/LOM/ccv1p3_lomresource_v1p0.xsd",
        )
    ),
}
LESSON_PLAN = "lessonplan"
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Item:
    """A place in the tree: a module with its lessons, or a lesson with its resource."""

    identifier: str
    title: str
    resource: str = ""
    items: tuple["Item", ...] = ()


@dataclass(frozen=True)
class Resource:
    """A file of the cartridge; what only the facilitator reads is a lesson plan, and no item names it."""

    identifier: str
    href: str
    for_facilitator: bool = False
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class About:
    """What the cartridge says of itself."""

    identifier: str
    title: str
    language: str
    summary: str
    licence: str


def write(about: About, items: Iterable[Item], resources: Iterable[Resource]) -> bytes:
    """Return the manifest; elements stand in the order that the schema demands."""
    manifest = Element("manifest", {"identifier": about.identifier, **NAMESPACES})
    _metadata(SubElement(manifest, "metadata"), about)
    organizations = SubElement(manifest, "organizations")
    tree = {"identifier": f"{about.identifier}_tree", "structure": "rooted-hierarchy"}
    organization = SubElement(organizations, "organization", tree)
    _text(organization, "title", about.title)
    root = SubElement(organization, "item", {"identifier": f"{about.identifier}_root"})
    for item in items:
        _item(root, item)
    listed = SubElement(manifest, "resources")
    for resource in resources:
        _resource(listed, resource)
    ElementTree.indent(manifest)
    declaration = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    return declaration + ElementTree.tostring(manifest, encoding="unicode").encode() + b"\n"


def _text(parent: Element, name: str, content: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = ILLEGAL.sub("", content)


def _metadata(metadata: Element, about: About) -> None:
    _text(metadata, "schema", "IMS Common Cartridge")
    _text(metadata, "schemaversion", "1.3.0")
    lom = SubElement(metadata, "lomimscc:lom")
    general = SubElement(lom, "lomimscc:general")
    _string(general, "title", about.title, about.language)
    _text(general, "lomimscc:language", about.language)
    _string(general, "description", about.summary, about.language)
    if about.licence:
        rights = SubElement(lom, "lomimscc:rights")
        restricted = SubElement(rights, "lomimscc:copyrightAndOtherRestrictions")
        _text(restricted, "lomimscc:value", "yes")
        _string(rights, "description", about.licence, about.language)


def _string(parent: Element, name: str, content: str, language: str) -> None:
    _text(SubElement(parent, f"lomimscc:{name}"), "lomimscc:string", content, language=language)


def _item(parent: Element, item: Item) -> None:
    named = {"identifier": item.identifier}
    if item.resource:
        named["identifierref"] = item.resource
    element = SubElement(parent, "item", named)
    _text(element, "title", item.title)
    for child in item.items:
        _item(element, child)


def _resource(parent: Element, resource: Resource) -> None:
    named = {"identifier": resource.identifier, "type": "webcontent", "href": resource.href}
    if resource.for_facilitator:
        named["intendeduse"] = LESSON_PLAN
    element = SubElement(parent, "resource", named)
    SubElement(element, "file", {"href": resource.href})
    for needed in resource.needs:
        SubElement(element, "dependency", {"identifierref": needed})
