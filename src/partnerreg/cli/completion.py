"""What a shell is offered when Tab is pressed, and the scripts that let it ask.

The shell gives the line up to the cursor, and gets words that may stand in place of the last
one. Names come from anybody's lists, and the person will press Enter: a name must arrive as
it is, whatever in it means something to a shell. bash and PowerShell insert what they get, so
it is quoted here; zsh and fish quote it themselves.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.cli.parameters import PARTNER, split_global_options
from partnerreg.errors import InvalidInput, RegisterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from partnerreg.cli.parameters import Value

# As many as a person can look through.
MOST = 40

# Where bash takes a word apart (COMP_WORDBREAKS).
_BREAKS = "@><=;|&(:"


class TypedWord(NamedTuple):
    """A word of a command line as it was typed, the last one perhaps in part.

    Attributes:
        text: what it means.
        quote: the quote that is open at its end; empty if none is.
        fixed: how much of the text bash leaves alone: the rest it replaces.
    """

    text: str = ""
    quote: str = ""
    fixed: int = 0


class Offer(NamedTuple):
    """A word to offer, and what it is about."""

    text: str
    about: str = ""


def answer(shell: str, line: str, build: Callable[[], Any]) -> None:
    """Write what a shell may insert at the end of a line, each on a line of its own.

    Args:
        shell: which one asks.
        line: the command's line up to the cursor.
        build: makes the whole command line, where Typer is to be asked.
    """
    *words, last = parse(line)
    for offer in offers([word.text for word in words[1:]], last.text, build):
        if (text := offer_for(shell, last, offer)) is not None:
            sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape") + b"\n")


def parse(line: str) -> list[TypedWord]:
    """The words of a line; the last is the one that is being typed, empty after a space."""
    words = [TypedWord()]
    chars = iter(line)
    for char in chars:
        text, quote, fixed = words[-1]
        if quote and char == quote:
            words[-1] = TypedWord(text, "", len(text))
        elif char == "\\" and quote != "'":
            words[-1] = TypedWord(text + next(chars, ""), quote, fixed)
        elif quote:
            words[-1] = TypedWord(text + char, quote, fixed)
        elif char in {"'", '"'}:
            words[-1] = TypedWord(text, char, len(text))
        elif char.isspace():
            words.append(TypedWord())
        else:
            text += char
            words[-1] = TypedWord(text, "", len(text) if char in _BREAKS else fixed)
    return [word for word in words[:-1] if word.text] + words[-1:]


def offers(words: list[str], typed: str, build: Callable[[], Any]) -> Iterator[Offer]:
    """What may follow these words of a command line, if it is to be like what was typed."""
    from partnerreg.cli.read_commands import find_read_command

    values, own, rest = split_global_options(words)
    command, before = find_read_command(rest) or (None, [])
    plain = not any(word.startswith("-") for word in [*before, typed])
    arguments = [each for each in command.parameters if not each.flags] if command else []
    if plain and arguments[len(before) :] and arguments[len(before)].name == PARTNER.name:
        yield from partners(values or {}, typed)
    else:
        yield from _typer_offers(build(), [*own, *rest], values or {}, typed)


def partners(options: Mapping[str, Value], typed: str) -> Iterator[Offer]:
    """Partners whose names hold what was typed; none where no register can be read.

    Args:
        options: the program's own options, as `db`.
        typed: a part of a name.
    """
    from partnerreg.cli.context import AppContext
    from partnerreg.db.dialects import dialect
    from partnerreg.db.reader import PreparedReader
    from partnerreg.domain.name_keys import search_key
    from partnerreg.queries.partners import partners_containing
    from partnerreg.render.text import one_line

    try:
        path = AppContext.of(options).settings.db
        if not path.is_file():
            return
        reader = PreparedReader(dialect.connect(path))
        rows = reader.all(partners_containing, part=search_key(typed), most=MOST)
        reader.close()
    except RegisterError:
        # A shell waits for words here: a sentence about what is wrong would land in the command.
        return
    for row in rows:
        safe = one_line(row.name)
        # What begins so is an option, the home folder to fish, or another partner's number.
        plain = safe == row.name and not re.match(r"[-~]|#?\d+$", safe)
        yield Offer(safe) if plain else Offer(f"#{row.id}", safe)


def _typer_offers(
    program: Any, words: list[str], options: Mapping[str, Value], typed: str
) -> Iterator[Offer]:
    """What Typer knows: nouns, verbs, options, and where else a partner is asked for."""
    from typer._click.shell_completion import _resolve_context, _resolve_incomplete

    option, equals, _ = typed.partition("=")
    before = option + equals if equals and option.startswith("-") else ""
    context = _resolve_context(program, {}, "partnerreg", words)
    sought, part = _resolve_incomplete(context, words, typed)
    # Names for values in help say what they are of; see `partnerreg.cli.parameters`.
    if "PARTNER" in (getattr(sought, "metavar", None) or ""):
        found = partners(options, part)
    else:
        items = sought.shell_complete(context, part)
        found = (Offer(str(item.value), item.help or "") for item in items)
    for offer in found:
        yield offer._replace(text=before + offer.text)


def offer_for(shell: str, word: TypedWord, offer: Offer) -> str | None:
    """How a shell is told of an offer for a word; None where it can be told of none."""
    if shell == "bash":
        return _for_bash(word, offer)
    if shell == "powershell":
        return _for_powershell(offer)
    if shell in {"fish", "zsh"}:
        return f"{offer.text}\t{offer.about}" if offer.about else offer.text
    return None  # an older script asks, perhaps


def _for_bash(word: TypedWord, offer: Offer) -> str | None:
    """Bash replaces what follows the last quote or break of a word, and inserts as it is."""
    if not offer.text.startswith(word.text[: word.fixed]):
        return None
    text = offer.text[word.fixed :]
    if not word.quote:
        return re.sub(r"([^\w%+,./-])", r"\\\1", text)
    if word.quote == "'":
        text = text.replace("'", r"'\''")
    else:
        # Nothing takes the meaning from a ! within double quotes.
        text = re.sub(r'([$`"\\])', r"\\\1", text).replace("!", "\"'!'\"")
    # Bash closes the quote, unless it is there at the end and seems to be closed.
    return text + word.quote if text.endswith(word.quote) else text


def _for_powershell(offer: Offer) -> str:
    """PowerShell replaces the whole word, and inserts as it is."""
    plain = re.fullmatch(r"[A-Za-z0-9-]+", offer.text)
    # It takes typographic quotes for straight ones.
    text = offer.text if plain else "'" + re.sub("(['‘’‚‛])", r"\1\1", offer.text) + "'"
    return f"{text}\t{offer.about}"


# What is read line by line is expanded no further: a name may hold any of * ? $( ).
_BASH = r"""
_partnerreg() {
    local offer
    COMPREPLY=()
    while IFS= read -r offer; do
        COMPREPLY+=("$offer")
    done < <(_PARTNERREG_COMPLETE=bash "$1" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
}
complete -o default -F _partnerreg partnerreg
"""

_ZSH = r"""
#compdef partnerreg
_partnerreg() {
    local line="${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX" offer
    local -a texts shown
    for offer in "${(@f)$(_PARTNERREG_COMPLETE=zsh partnerreg "$line" 2>/dev/null)}"; do
        [[ -n $offer ]] || continue
        texts+=("${offer%%$'\t'*}")
        shown+=("${offer/$'\t'/  -- }")
    done
    if (( $#texts )); then
        compadd -U -l -d shown -a texts
    else
        _files
    fi
}
if [[ $funcstack[1] == _partnerreg ]]; then
    _partnerreg "$@"
else
    compdef _partnerreg partnerreg
fi
"""

_FISH = r"""
function __partnerreg_offers
    set -l line (commandline --cut-at-cursor --current-process | string collect)
    set -l offers (env _PARTNERREG_COMPLETE=fish partnerreg $line 2>/dev/null)
    if count $offers >/dev/null
        printf '%s\n' $offers
    else
        __fish_complete_path (commandline --current-token)
    end
end
complete --command partnerreg --no-files --arguments '(__partnerreg_offers)'
"""

_POWERSHELL = r"""
Register-ArgumentCompleter -Native -CommandName partnerreg -ScriptBlock {
    param($word, $command, $cursor)
    $line = $command.ToString().PadRight($cursor - $command.Extent.StartOffset)
    $Env:_PARTNERREG_COMPLETE = 'powershell'
    partnerreg $line 2>$null | ForEach-Object {
        $text, $about = $_ -split "`t", 2
        if (-not $about) { $about = $text }
        [System.Management.Automation.CompletionResult]::new(
            $text, $text, 'ParameterValue', $about)
    }
    Remove-Item Env:_PARTNERREG_COMPLETE
}
"""

SCRIPTS = {
    "bash": _BASH.lstrip(),
    "zsh": _ZSH.lstrip(),
    "fish": _FISH.lstrip(),
    "powershell": _POWERSHELL.lstrip(),
    "pwsh": _POWERSHELL.lstrip(),
}

# The options that take the name of a shell, or stand last for the one that is in use.
OPTIONS = ("--show-completion", "--install-completion")


def with_shell(words: list[str]) -> list[str]:
    """The words of a command line, with the shell in use named where one is meant.

    Raises:
        InvalidInput: it cannot be told which one is in use.
    """
    if not words or words[-1] not in OPTIONS:
        return words
    from typer._completion_shared import _get_shell_name

    shell = _get_shell_name()
    if shell is None:
        raise InvalidInput(
            "It cannot be told which shell this is.",
            f"Name it: {words[-1]} {'|'.join(SCRIPTS)}.",
        )
    return [*words, shell]


def show(shell: str | None) -> None:
    """Print a shell's script.

    Raises:
        InvalidInput: there is none for it.
    """
    if shell is not None:
        import typer

        sys.stdout.write(_script(shell))
        raise typer.Exit


def install(shell: str | None) -> None:
    """Put a shell's script where it finds it.

    Raises:
        InvalidInput: there is none for it.
    """
    if shell is not None:
        import typer
        from typer import _completion_shared

        from partnerreg.cli.console import notify

        script = _script(shell).replace("%", "%%")  # Typer fills in what we have filled in already
        _completion_shared._completion_scripts[shell] = script  # noqa: SLF001
        _, path = _completion_shared.install(shell, "partnerreg")
        notify(f"Completion for {shell} is in {path}; it begins with the next shell.")
        raise typer.Exit


def _script(shell: str) -> str:
    if shell not in SCRIPTS:
        raise InvalidInput(
            f"There is no completion for {shell!r}.", f"Shells: {', '.join(SCRIPTS)}."
        )
    return SCRIPTS[shell]
