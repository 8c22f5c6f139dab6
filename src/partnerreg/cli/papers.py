"""Files of agreements, in and out: `partnerreg agreement document`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from partnerreg.cli import options, words
from partnerreg.cli.run import Run
from partnerreg.cli.telling import tell
from partnerreg.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from partnerreg.register.agreements import File
    from partnerreg.register.queries.agreements import DocumentRow


def read_paper(file: str | None) -> "File | None":
    """The file to attach, if one was named."""
    from partnerreg.register.agreements import read_file

    if file == "":
        raise InvalidInput("FILE is empty.", "Name the file, or leave it out.")
    return None if file is None else read_file(Path(file))


def document(
    ctx: typer.Context,
    number: options.Number,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; - for stdout."),
    ] = None,
    which: Annotated[
        str | None,
        typer.Option("--document", metavar="NUMBER", help="Which one, where there are several."),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Write over a file that is there.")
    ] = False,
) -> None:
    """Get an agreement's file back out, byte for byte."""
    from partnerreg.files import STDOUT, portable_name
    from partnerreg.register.documents import read_document
    from partnerreg.register.queries.agreements import agreement as agreement_of_number
    from partnerreg.register.queries.agreements import documents_of_agreement

    run: Run = ctx.obj
    agreement = words.parse_number(number, "agreement")
    with run.reader() as reader:
        if reader.first(agreement_of_number, number=agreement) is None:
            raise NotFound(
                f"There is no agreement #{agreement}.", "See `partnerreg agreement list`."
            )
        kept = reader.all(documents_of_agreement, agreement=agreement)
        chosen = _choose(kept, agreement, which)
        data = read_document(reader, chosen.name, chosen.sha256)
    # The name came with the file: only its last part, so that it cannot point elsewhere.
    name = portable_name(Path(chosen.name).name) or f"document-{chosen.id}"
    target = output or name
    if output and output != STDOUT and Path(output).is_dir():
        target = str(Path(output) / name)
    with run.open_output(target, overwrite=overwrite) as file:
        file.write(data)
    if target != STDOUT:
        tell(f"Wrote {chosen.name} ({chosen.size:,} bytes) to {target}.")


def _choose(kept: "list[DocumentRow]", agreement: int, which: str | None) -> "DocumentRow":
    """The document meant: the only one, or the one whose number was given."""
    if not kept:
        raise NotFound(
            f"Agreement #{agreement} has no file.",
            f"`partnerreg agreement attach PARTNER FILE --to {agreement}` adds one.",
        )
    listing = "\n".join(f"  #{row.id}  {row.name}" for row in kept)
    if which is None and len(kept) > 1:
        raise NotFound(
            f"Agreement #{agreement} has {len(kept)} files.", f"Give --document:\n{listing}"
        )
    number = words.parse_number(which, "document", "--document") if which else kept[0].id
    for row in kept:
        if row.id == number:
            return row
    raise NotFound(f"Agreement #{agreement} has no file #{number}.", f"Its files:\n{listing}")
