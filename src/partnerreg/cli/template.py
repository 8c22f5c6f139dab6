"""`partnerreg template`: what agreements are drafted from."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnerreg.cli import options, verbs
from partnerreg.cli.context import AppContext
from partnerreg.cli.draft import MEDIA_TYPES, find_template, read_template
from partnerreg.cli.kept_files import write_kept
from partnerreg.nouns.template import TEMPLATE

if TYPE_CHECKING:
    from partnerreg.services.things import Things

app = typer.Typer()

NewFile = Annotated[
    str, typer.Argument(metavar="FILE", help="A Word file (.docx) or Markdown (.md).")
]


def add(ctx: typer.Context, form: str, name: str, file: str, **typed: Any) -> None:
    """Keep a template; its placeholders are looked at first."""
    import hashlib

    from partnerreg.render.template import placeholders_of
    from partnerreg.services.agreements import File, keep_content

    context: AppContext = ctx.obj
    template = read_template(file)
    placeholders_of(template)
    media_type = MEDIA_TYPES[Path(file).suffix.lower()]
    typed["language"] = typed["language"] or context.language.code
    known = {
        "name": name,
        "file_name": template.name,
        "media_type": media_type,
        "sha256": hashlib.sha256(template.data).hexdigest(),
    }

    def write(things: "Things", data: Any) -> Any:
        keep_content(things.work, File(template.name, media_type, template.data))
        return things.add(data)

    written = verbs.add(ctx, TEMPLATE, typed | known, write)
    context.print_result(written.message, form, **written.answer)


NAME, *FIELDS = verbs.adding(TEMPLATE)
ADDING = [
    NAME,
    options.typed("file", NewFile, options.REQUIRED),
    *(field.replace(default=None) if field.name == "language" else field for field in FIELDS),
]
app.command("add")(verbs.declared(add, ADDING))


@app.command("document")
def document(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="TEMPLATE", help="Number or name.")],
    output: options.Output = None,
    overwrite: options.Overwrite = False,
) -> None:
    """Get a template's file back out; one of the program's as Markdown or Word."""
    from partnerreg.language import Language

    context: AppContext = ctx.obj
    with context.reader() as reader:
        chosen = find_template(reader, name, context.language.code)
    own, data = chosen.file
    if not chosen.file.is_word and Path(output or "").suffix.lower() == ".docx":
        from partnerreg.render.word_markdown import as_word_template

        own = Path(own).with_suffix(".docx").name
        data = as_word_template(data.decode("utf-8-sig"), Language(chosen.language))
    write_kept(context, own, data, output, overwrite=overwrite)
