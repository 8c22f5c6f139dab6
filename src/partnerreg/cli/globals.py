"""The options of the program itself, which may stand anywhere on the line."""

from __future__ import annotations

# Each option, and whether a value follows.
GLOBAL_OPTIONS = {
    "--db": True,
    "--lang": True,
    "--actor": True,
    "--policy": True,
    "--no-color": False,
    "--debug": False,
}


def parted(args: list[str]) -> tuple[list[str], list[str]]:
    """The global options with their values, and all other words; what follows ``--`` is other."""
    end = args.index("--") if "--" in args else len(args)
    own: list[str] = []
    rest: list[str] = []
    words = iter(args[:end])
    for word in words:
        name, equals, _ = word.partition("=")
        if name not in GLOBAL_OPTIONS:
            rest.append(word)
            continue
        own.append(word)
        if GLOBAL_OPTIONS[name] and not equals:
            own.extend(value for value in [next(words, None)] if value is not None)
    return own, rest + args[end:]
