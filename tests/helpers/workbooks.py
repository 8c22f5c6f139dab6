"""Workbooks written by hand, so that each holds exactly what a test is about."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

SHEETS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TABLES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "table", "text")
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'

# Cells' styles, by number: general, a day, a day with a time, a time.
STYLES = (
    f'<styleSheet {SHEETS}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="22"/><xf numFmtId="20"/></cellXfs></styleSheet>'
)


def text(value: str) -> str:
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is>'


def number(value: str, style: int = 0) -> str:
    return f' s="{style}"><v>{value}</v>'


def error(value: str) -> str:
    return f' t="e"><v>{value}</v>'


def row(place: int, *cells: str, first: str = "A", attributes: str = "") -> str:
    """A row of an .xlsx; an empty text is no cell at all."""
    content = "".join(
        f'<c r="{chr(ord(first) + n)}{place}"{cell}</c>' for n, cell in enumerate(cells) if cell
    )
    return f'<row r="{place}"{attributes}>{content}</row>'


def table(*rows: str) -> str:
    """A sheet's part of an .xlsx."""
    return f"<worksheet {SHEETS}><sheetData>{''.join(rows)}</sheetData></worksheet>"


def texts(*lines: tuple[str, ...]) -> str:
    """A sheet with nothing but texts in it, from its first row and column."""
    return table(*(row(n, *map(text, line)) for n, line in enumerate(lines, 1)))


def xlsx(
    sheets: dict[str, str], *, hidden: tuple[str, ...] = (), since_1904: bool = False
) -> bytes:
    """A workbook with these sheets: their names and their parts."""
    listed, related, types = [], [], []
    for n, name in enumerate(sheets, 1):
        state = ' state="hidden"' if name in hidden else ""
        listed.append(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"{state}/>')
        related.append(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
        )
        types.append(f'<Override PartName="/xl/worksheets/s{n}.xml" ContentType="{WORKSHEET}"/>')
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{"".join(types)}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {SHEETS} xmlns:r="{OFFICE}">'
        f'<workbookPr date1904="{int(since_1904)}"/><sheets>{"".join(listed)}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{''.join(related)}"
        f'<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
    }
    parts |= {f"xl/worksheets/s{n}.xml": part for n, part in enumerate(sheets.values(), 1)}
    return zipped(parts)


WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def ods(name: str, rows: str, *, manifest: str = "") -> bytes:
    """An OpenDocument spreadsheet with one sheet."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "content.xml": f"<office:document-content {TABLES} {CALC}><office:body>"
            f"<office:spreadsheet><table:table table:name={quoteattr(name)}>{rows}</table:table>"
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def zipped(parts: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return buffer.getvalue()
