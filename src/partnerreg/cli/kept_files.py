"""Files that the register keeps, written out again."""

from pathlib import Path

from partnerreg.cli.console import notify
from partnerreg.cli.context import AppContext


def write_kept(
    context: AppContext, name: str, data: bytes, output: str | None, *, overwrite: bool
) -> None:
    """Write a file that was kept to where it is wanted; else here, under its name.

    Raises:
        InvalidInput: there is such a file, or none can be written there.
    """
    from partnerreg.files import STDOUT, portable_name

    # The name came with the file: only its last part, so that it cannot point elsewhere.
    own = portable_name(Path(name).name) or "document"
    target = output or own
    if output and output != STDOUT and Path(output).is_dir():
        target = str(Path(output) / own)
    with context.open_output(target, overwrite=overwrite) as file:
        file.write(data)
    if target != STDOUT:
        notify(f"Wrote {name} ({len(data):,} bytes) to {target}.")
