"""Whether a file is a workbook that may be opened at all, before anything opens it.

Completed forms come by e-mail from many machines. A workbook is a zip of XML parts; each part that
is read is inflated here, within limits, and handed on: what was weighed is what is read. Nothing
in a workbook is ever run or fetched: macros are refused, formulas are never worked out, links and
pictures are not looked at.
"""

import io
import re
import zipfile
import zlib

from litmus.intake.forms.faults import Refused, refuse

# A completed form is about 30 kB and inflates to about 500 kB; an export of 10,000 responses is
# a hundred times that.
MOST_BYTES = 25_000_000
MOST_PARTS = 2_000
MOST_INFLATED = 100_000_000
MOST_TIMES_LARGER = 400  # XML of spreadsheets shrinks to a tenth; zip bombs to a thousandth
SMALL = 1_000_000  # below this a part may shrink as much as it likes

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = re.compile(r"(^|/)(vbaproject[^/]*\.bin|macrosheets/.*|intlmacrosheets/.*)$", re.I)
_READ = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|custom)\.xml"
    r"|xl/(workbook|sharedStrings|styles)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/worksheets/[^/]+\.xml",
    re.I,
)
# What is attached to sheets: comments, text boxes, pictures.
_ATTACHED = re.compile(
    r"xl/worksheets/_rels/[^/]+\.rels|xl/comments[^/]*\.xml|xl/drawings/[^/]+\.xml"
    r"|xl/(comments|threadedComments)/[^/]+\.xml",
    re.I,
)
_DEFLATE_OR_STORED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

NOT_A_WORKBOOK = (
    "a whole Excel workbook (.xlsx). This file is none, or was cut off while it was sent: "
    "send it again"
)


def parts(content: bytes) -> dict[str, bytes]:
    """The XML parts of a workbook that tell its cells, by name, inflated.

    Raises Refused for a file that is empty, too large, no workbook, password-protected, of the
    old Excel format, with macros, or that grows beyond all measure when it is inflated.
    """
    _check_kind(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_members(members)
            return _inflate(archive, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        raise refuse(NOT_A_WORKBOOK) from None


def repack(found: dict[str, bytes]) -> bytes:
    """The parts that tell cells as a plain zip again, for a reader that wants a file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in found.items():
            if not _READ.fullmatch(name):
                continue
            archive.writestr(zipfile.ZipInfo(name), part)
    return packed.getvalue()


def _check_kind(content: bytes) -> None:
    if not content:
        raise refuse("a completed form. The file is empty (0 bytes): send it again")
    if len(content) > MOST_BYTES:
        raise refuse(f"a file of at most {MOST_BYTES // 1_000_000} MB; remove pictures from it")
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise refuse(
                "a workbook without a password. Open it, choose File, Info, Protect Workbook, "
                "Encrypt with Password, empty the box, save, and send it again"
            )
        raise refuse("an .xlsx workbook. This is the old Excel format: save it as Excel Workbook")
    if not content.startswith(_ZIP):
        raise refuse(NOT_A_WORKBOOK)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if any(member.flag_bits & 1 for member in members):
        raise refuse("a workbook without a password")
    if any(_MACROS.search(name) for name in names):
        raise _macros()
    if not any(name.lower() == "xl/workbook.xml" for name in names):
        raise refuse(f"an Excel workbook (.xlsx). {_what_else(names)}")
    if len(names) > MOST_PARTS or len({name.lower() for name in names}) < len(names):
        raise _bomb()
    if any(member.compress_type not in _DEFLATE_OR_STORED for member in members):
        raise refuse(NOT_A_WORKBOOK)
    for member in members:
        if member.file_size > max(SMALL, MOST_TIMES_LARGER * member.compress_size):
            raise _bomb()
    if sum(member.file_size for member in members) > MOST_INFLATED:
        raise _bomb()


def _inflate(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    found = {
        member.filename: _part(archive, member)
        for member in members
        if _READ.fullmatch(member.filename) or _ATTACHED.fullmatch(member.filename)
    }
    types = next((part for name, part in found.items() if name.startswith("[Content")), b"")
    if b"macroenabled" in types.lower() or b"vbaproject" in types.lower():
        raise _macros()
    return found


def _part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """A part inflated, never beyond the size that it declares and that was checked.

    A plain `archive.read` inflates first and cuts off afterwards. Raises BadZipFile where the part
    is not what it declares.
    """
    with archive.open(member) as file:
        found = file.read(member.file_size + 1)
    if len(found) != member.file_size:
        raise zipfile.BadZipFile
    return found


def _macros() -> Refused:
    return refuse(
        "a workbook without macros. Litmus never opens one that has them: save it as "
        "Excel Workbook (.xlsx), or fill in a fresh proforma"
    )


def _bomb() -> Refused:
    return refuse(
        "a workbook of ordinary size. This one would grow beyond all measure when it is opened, "
        "so it was not opened. If it is a form, copy the answers into a fresh proforma"
    )


def _what_else(names: list[str]) -> str:
    if any(name.startswith("word/") for name in names):
        return "This is a Word document"
    if any(name.lower() == "xl/workbook.bin" for name in names):
        return "This is a binary workbook (.xlsb): save it as Excel Workbook"
    if "content.xml" in names:
        return "This is an OpenDocument file: save it as Excel Workbook"
    return "This is a zip of something else: take the forms out of it"
