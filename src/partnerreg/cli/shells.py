"""How each shell asks for completions: scripts to show and to install.

Each gives the program the command's line up to the cursor, and gets what may stand in place
of its last word; `partnerreg.cli.completion` answers.
"""

from __future__ import annotations

import sys

import typer

from partnerreg.cli.telling import tell
from partnerreg.errors import InvalidInput

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
        sys.stdout.write(_script(shell))
        raise typer.Exit


def install(shell: str | None) -> None:
    """Put a shell's script where it finds it.

    Raises:
        InvalidInput: there is none for it.
    """
    if shell is not None:
        from typer import _completion_shared

        script = _script(shell).replace("%", "%%")  # Typer fills in what we have filled in already
        _completion_shared._completion_scripts[shell] = script  # noqa: SLF001
        _, path = _completion_shared.install(shell, "partnerreg")
        tell(f"Completion for {shell} is in {path}; it begins with the next shell.")
        raise typer.Exit


def _script(shell: str) -> str:
    if shell not in SCRIPTS:
        raise InvalidInput(
            f"There is no completion for {shell!r}.", f"Shells: {', '.join(SCRIPTS)}."
        )
    return SCRIPTS[shell]
