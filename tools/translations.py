"""The texts of the program and their translations: `make translations`.

    python tools/translations.py            # all of it: extract, update, compile, say what lacks
    python tools/translations.py compile    # only what the program reads, from the .po files
    python tools/translations.py missing    # what is not translated yet, by language

English texts stand in the code, and are gathered in `partnerreg.pot`. A translation
follows a text to the letter: where the English changes, the old one is dropped rather
than guessed at (git still has it). The files name no lines and no days, so that they
change with the texts only.
"""

from __future__ import annotations

import ast
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "partnerreg"
LOCALE = SOURCES / "locale"
TEMPLATE = LOCALE / "partnerreg.pot"
TRANSLATED = tuple(sorted(folder.name for folder in LOCALE.iterdir() if folder.is_dir()))

# Which arguments of a call are a text, counted from 0: headings are the second of their type.
KEYWORDS = {
    "N_": (0,),
    "gettext": (0,),
    "ngettext": (0, 1),
    "Column": (1,),
    "Section": (1,),
    "Report": (1,),
    "listing": (1,),
}

HEADER = "# Texts of partnerreg{language}. How to change them: CONTRIBUTING.md"
# Headers that change with the day, or name people or tools.
_RESTLESS = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To'
    r"|Last-Translator|Language-Team|Project-Id-Version): .*\n",
    re.MULTILINE,
)


def extract(sources: Path = SOURCES) -> Catalog:
    """The texts in the code, in the order of files and lines.

    Babel's own extraction misses calls within calls, such as the sections of a report.
    """
    catalog = Catalog(domain="partnerreg", header_comment=HEADER.format(language=""), fuzzy=False)
    for path in sorted(sources.rglob("*.py")):
        name = (Path("src/partnerreg") / path.relative_to(sources)).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for line, texts in sorted(filter(None, map(texts_of, ast.walk(tree)))):
            catalog.add(texts if len(texts) > 1 else texts[0], locations=[(name, line)])
    return catalog


def texts_of(node: ast.AST) -> tuple[int, tuple[str, ...]] | None:
    """The line and the texts for readers of a call; nothing where they are not literals."""
    given = arguments_for_readers(node)
    texts = [str(arg.value) for arg in given if isinstance(arg, ast.Constant) and arg.value]
    if not texts or len(texts) < len(given) or not isinstance(node, ast.Call):
        return None
    return node.lineno, tuple(texts)


def arguments_for_readers(node: ast.AST) -> list[ast.expr]:
    """What a call gives as texts for readers."""
    if not isinstance(node, ast.Call):
        return []
    function = node.func
    called = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return [node.args[place] for place in KEYWORDS.get(called, ()) if place < len(node.args)]


def read(language: str) -> Catalog:
    """A language's translations; none where it has no file yet."""
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language, domain="partnerreg", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="partnerreg")


def updated(translations: Catalog, template: Catalog) -> Catalog:
    """The translations for the texts of `template`, and for no others."""
    translations.update(template, no_fuzzy_matching=True)
    translations.obsolete.clear()
    language = translations.locale.english_name if translations.locale else ""
    translations.header_comment = HEADER.format(language=f" in {language}")
    return translations


def po_text(catalog: Catalog) -> str:
    """A catalogue as it stands in its file."""
    file = BytesIO()
    write_po(file, catalog, width=100, sort_by_file=True, include_lineno=False)
    return _RESTLESS.sub("", file.getvalue().decode())


def po_file(language: str) -> Path:
    """Where a language's translations are."""
    return LOCALE / language / "LC_MESSAGES" / "partnerreg.po"


def missing(catalog: Catalog) -> Iterator[str]:
    """The texts that are not translated, or not wholly."""
    for message in catalog:
        parts = [message.string] if isinstance(message.string, str) else message.string or ()
        if message.id and not (parts and all(parts)):
            yield message.id if isinstance(message.id, str) else message.id[1]


def compile_catalogues(files: Iterable[Path] | None = None) -> list[Path]:
    """Write the .mo file beside each .po file; what the program reads."""
    written = []
    for path in files or map(po_file, TRANSLATED):
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.parts[-3])
        compiled = path.with_suffix(".mo")
        with compiled.open("wb") as out:
            write_mo(out, catalog)
        written.append(compiled)
    return written


def translations() -> None:
    """Bring the template, the translations and what is compiled from them up to date."""
    template = extract()
    TEMPLATE.write_text(po_text(template), encoding="utf-8")
    for language in TRANSLATED:
        path = po_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(po_text(updated(read(language), template)), encoding="utf-8")
    compile_catalogues()


def report_missing() -> int:
    """Say what is not translated yet; how many texts that are."""
    lacking = 0
    for language in TRANSLATED:
        for text in missing(read(language)):
            print(f"{language}: {text}")
            lacking += 1
    return lacking


def main(arguments: list[str]) -> int:
    """Do what was asked, all of it by default."""
    match arguments:
        case []:
            translations()
            report_missing()
            return 0
        case ["compile", *files]:
            compile_catalogues(map(Path, files) if files else None)
            return 0
        case ["missing"]:
            return int(report_missing() > 0)
        case _:
            print(__doc__, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
