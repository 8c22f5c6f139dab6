"""`partnerreg agreement draft`: an agreement to negotiate from, by a template."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from partnerreg.cli import options, validation, verbs
from partnerreg.cli.context import AppContext
from partnerreg.domain.enums import AgreementKind
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.files import STDOUT
from partnerreg.nouns.agreement import AGREEMENT
from partnerreg.nouns.template import TEMPLATE
from partnerreg.reports.report import pluralize

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.db.reader import PreparedReader
    from partnerreg.queries.partners import PartnerName
    from partnerreg.render.draft import Draft
    from partnerreg.render.template import Template
    from partnerreg.services.agreements import File
    from partnerreg.services.things import Things
    from partnerreg.tables import Agreement

MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".md": "text/markdown",
}
"""Of templates and drafts, by the ending of their names."""

USUAL = "written-agreement"
"""The template that is taken where none is named; it comes with the program."""


class ChosenTemplate(NamedTuple):
    """A template, and what is known of it.

    Attributes:
        file: what is filled.
        language: what it is written in.
        kind: what is drafted from it; empty where nobody has said it.
    """

    file: "Template"
    language: str
    kind: str = ""


def find_template(reader: "PreparedReader", text: str, language: str) -> ChosenTemplate:
    """The template of a name or a file; one that comes with the program is in `language`.

    Raises:
        NotFound: there is none; the hint names those that there are.
        InvalidInput: the file cannot be read.
    """
    from partnerreg.domain.name_keys import identity_key
    from partnerreg.domain.parsing import number
    from partnerreg.queries.things import things
    from partnerreg.render.template import Template
    from partnerreg.services.documents import read_document
    from partnerreg.services.templates import SHIPPED, shipped_template

    kept = reader.all(things(TEMPLATE))
    for row in kept:
        if row.id == number(text) or identity_key(row.name) == identity_key(text):
            data = read_document(reader, row.file_name, row.sha256)
            return ChosenTemplate(Template(row.file_name, data), row.language, row.kind)
    if text in SHIPPED:
        file = Template(f"{text}.md", shipped_template(text, language))
        return ChosenTemplate(file, language, text)
    if Path(text).suffix:
        return ChosenTemplate(read_template(text), language)
    names = [*(row.name for row in kept), *SHIPPED]
    raise NotFound(
        f"There is no template {text!r}.",
        f"Templates: {', '.join(names)}; or name a file, .docx or .md.",
    )


def read_template(place: str) -> "Template":
    """A template from a file.

    Raises:
        InvalidInput: it cannot be read, or is neither a Word file nor Markdown.
    """
    from partnerreg.render.template import Template
    from partnerreg.services.agreements import read_file

    path = Path(place)
    if path.suffix.lower() not in MEDIA_TYPES:
        raise InvalidInput(
            f"{place} is no template: its name ends neither in .docx nor in .md.",
            "Save it as a Word file (.docx), or as Markdown in UTF-8 (.md).",
        )
    file = read_file(path)
    return Template(file.name, file.data)


def draft(
    ctx: typer.Context,
    partner: options.Partner,
    template: Annotated[
        str,
        typer.Option(metavar="NAME|FILE", help="A kept template, one of the program's, or a file."),
    ] = USUAL,
    agreement: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="Whose terms are filled in; else they are gaps."),
    ] = None,
    output: options.Output = None,
    overwrite: options.Overwrite = False,
    attach: Annotated[
        bool,
        typer.Option(
            "--attach",
            help="Keep it, too: as the file of a new agreement that is a draft, or of --agreement.",
        ),
    ] = False,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="With --attach: what it is, where a file is filled in."),
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Draft an agreement from a template: what the register knows, and gaps for the rest."""
    from partnerreg.services.agreements import File

    context: AppContext = ctx.obj
    number = validation.parse_number(agreement, "agreement", "--agreement") if agreement else None
    if (attach or form == "json") and output in {None, STDOUT}:
        what = "--attach" if attach else "--format json"
        raise InvalidInput(f"The draft goes to stdout; {what} needs a file.", "Say -o FILE.")
    with context.reader() as reader:
        chosen = find_template(reader, template, context.language.code)
        found, made = _fill(context, reader, chosen, partner, number)
    target = output or STDOUT
    data = _data(chosen, made, target)
    said, answer = [_sentence(found.name, made, target)], {"filled": made.filled, "gaps": made.gaps}
    with context.open_output(target, overwrite=overwrite) as out:
        out.write(data)
        if attach:
            name = Path(target).name
            paper = File(name, MEDIA_TYPES[Path(name).suffix.lower()], data)
            kept = _keep(ctx, partner, paper, number, kind or chosen.kind)
            said.append(kept.message)
            answer |= kept.answer
    context.print_result("\n".join(said), form, **answer)


def _fill(
    context: AppContext,
    reader: "PreparedReader",
    chosen: ChosenTemplate,
    partner: str,
    number: int | None,
) -> "tuple[PartnerName, Draft]":
    """The partner that is meant, and the template filled for it."""
    from partnerreg.language import Language
    from partnerreg.render.draft import fill
    from partnerreg.reports.placeholders import values
    from partnerreg.services.lookup import find_partner

    found = find_partner(reader, partner)
    if number is not None and not _is_party(reader, number, found.id, context.today):
        raise InvalidInput(f"Agreement #{number} is not one with {found.name}.")
    language = Language(chosen.language)
    known = values(reader, found.id, number, context.today, language)
    return found, fill(chosen.file, {**known, "house": context.settings.house}, language)


def _is_party(reader: "PreparedReader", number: int, partner_id: int, today: "date") -> bool:
    """Whether an agreement is with a partner, alone or among others."""
    from partnerreg.queries.agreements import parties_of_agreement
    from partnerreg.services.lookup import find_agreement

    found = find_agreement(reader, number, today)
    parties = reader.all(parties_of_agreement, agreement=found.id)
    return any(party.partner_id == partner_id for party in parties)


def _data(chosen: ChosenTemplate, made: "Draft", target: str) -> bytes:
    """The draft as the file that is wanted: Markdown becomes a Word file where that is said."""
    ending = Path(target).suffix.lower()
    if target == STDOUT or ending == Path(chosen.file.name).suffix.lower():
        return made.data
    if chosen.file.is_word or ending not in MEDIA_TYPES:
        can = ".docx" if chosen.file.is_word else ".docx or .md"
        raise InvalidInput(
            f"{target} is nothing that {chosen.file.name} can become.", f"End its name in {can}."
        )
    from partnerreg.language import Language
    from partnerreg.render.word_markdown import as_word

    return as_word(made.data.decode(), Language(chosen.language))


def _sentence(partner: str, made: "Draft", target: str) -> str:
    where = "" if target == STDOUT else f": {target}"
    gaps = f"; still to be written: {', '.join(made.gaps)}" if made.gaps else ""
    filled = pluralize(made.filled, "placeholder")
    return f"Drafted an agreement with {partner}{where}. {filled} filled{gaps}."


def _keep(
    ctx: typer.Context, partner: str, paper: "File", number: int | None, kind: str
) -> verbs.VerbResult:
    """Attach a draft to the agreement that it is of, or to a new one."""
    from partnerreg.domain.labels import label
    from partnerreg.services.agreements import add_document
    from partnerreg.services.things import things_of

    if number is None and not kind:
        kinds = " or ".join(AGREEMENT.field("kind").kind.words)
        raise InvalidInput("What kind of agreement is it?", f"Give --kind: {kinds}.")
    if number is None:

        def write(things: "Things", data: Any) -> "Agreement":
            row: Agreement = things.add(data)
            add_document(things.work, row, paper)
            return row

        size = f" with {paper.name} ({len(paper.data):,} bytes)"
        word = validation.parse_word("--kind", kind, AgreementKind)
        title = label(word, ctx.obj.language).capitalize()
        said = {"partner": partner, "kind": word, "title": title}
        return verbs.add(ctx, AGREEMENT, said, write, file=size)
    with ctx.obj.write("agreement draft", f"a file to #{number}") as work:
        things = things_of(work, AGREEMENT)
        row = things.get(number)
        if row.signed_on is not None:
            raise InvalidInput(
                f"Agreement #{number} was signed on {row.signed_on}; it is no draft.",
                "Leave out --agreement to record a new one.",
            )
        add_document(work, row, paper)
    message = f"Added {paper.name} to agreement #{number}."
    return verbs.VerbResult(message, {"id": number, "partner_id": row.partner_id}, row, things)
