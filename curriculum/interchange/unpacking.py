"""Opens and checks a whole package for this site; whatever it returns may be written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from wagtail.coreutils import get_content_languages

from curriculum.interchange import coherence, media, members
from curriculum.interchange.archive import Archive
from curriculum.interchange.bodies import Checked, check_frozen
from curriculum.interchange.entries import LESSON, MANIFEST, Package, PackedPage
from curriculum.interchange.portrait import BODY
from curriculum.interchange.refusals import PackageRefused


@dataclass(frozen=True)
class Unpacked:
    """A checked package, and the archive that still holds the bytes of its media."""

    package: Package
    archive: Archive

    def content(self, member: str) -> bytes:
        return self.archive.read(member)


def unpack(stream: BinaryIO) -> Unpacked:
    """Read a package from an archive and check all of it; nothing is written."""
    archive = Archive(stream)
    limit = archive.limits.text_bytes
    manifest = members.checked_manifest(archive.names, lambda name: archive.read(name, limit))
    _check_languages(manifest["languages"], MANIFEST)

    def read(name: str) -> bytes:
        if name not in manifest["members"]:
            raise PackageRefused(name, "The member is missing.")
        content = archive.read(name, limit)
        members.check_sum(name, content, manifest["members"][name])
        return content

    package = members.parse(manifest, read)
    coherence.check(package)
    _check_media(package, archive, manifest["members"])
    return Unpacked(_checked(package), archive)


def _check_languages(languages, where: str) -> None:
    known = dict(get_content_languages())
    for language in languages:
        if language not in known:
            raise PackageRefused(where, f"This site has no language {language}.")


def _check_media(package: Package, archive: Archive, told: Mapping[str, Any]) -> None:
    """Read each picture and document once: its checksum, its name, and whether this site takes it."""
    checks = [(one, media.check_image) for one in package.images]
    checks += [(one, lambda member, _content: media.check_document(member)) for one in package.documents]
    checks += [(one, media.check_copied) for one in package.copied]
    for one, check in checks:
        member = one["member"]
        content = archive.read(member)
        members.check_sum(member, content, told[member])
        media.check_hash(member, content, one["hash"])
        check(member, content)


def _checked(package: Package) -> Package:
    """The package with rich text cleaned, when every block of it is one that this site knows."""
    names = {("image", one["hash"]) for one in package.images}
    names |= {("document", one["hash"]) for one in package.documents}
    names |= {("right", one["name"]) for one in package.rights}
    names |= {("theme", one["name"]) for one in package.themes}
    for one in (*package.rights, *package.themes):
        _check_languages([one["name"].split("/")[0]], "lists.json")
    _check_frozen(package)
    walk = Checked(names)
    programmes = {code: _cleaned(page, walk) for code, page in package.programmes.items()}
    return replace(package, programmes=programmes)


def _cleaned(page: PackedPage, walk: Checked) -> PackedPage:
    def cleaned(content):
        if content is None or page.kind != LESSON:
            return content
        return {**content, "body": walk.stream(BODY, content["body"], f"{page.where}: body")}

    children = tuple(_cleaned(child, walk) for child in page.children)
    return replace(page, content=cleaned(page.content), draft=cleaned(page.draft), children=children)


def _check_frozen(package: Package) -> None:
    """A frozen lesson cannot be cleaned without changing its hash: it must be clean as it is."""
    for one in package.frozen:
        _check_languages([one.values["language"]], f"versions: {one.sha256}")
        if one.kind == LESSON:
            for part in one.values["content"]["body"]:
                check_frozen(BODY.child_blocks.get(part["type"]), part["value"], f"versions: {one.sha256}")
