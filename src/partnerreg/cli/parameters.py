"""What commands take: arguments and options, declared once, without importing Typer.

The fast path (`partnerreg.cli.fast_path`) reads them as they are, and Typer gets them by
`partnerreg.cli.options`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.enums import LANGUAGES

if TYPE_CHECKING:
    from partnerreg.nouns.noun import Noun

Value = str | bool


class Parameter(NamedTuple):
    """An argument or an option.

    Attributes:
        name: what it is called in Python.
        metavar: what stands for its value in help; empty for a flag.
        help: what is said of it.
        flags: what is typed before its value, or alone; empty for an argument.
        default: what it is where it is not typed.
        required: the command makes no sense without it.
    """

    name: str
    metavar: str
    help: str
    flags: tuple[str, ...] = ()
    default: str | None = None
    required: bool = False


def argument(name: str, metavar: str, help_: str) -> Parameter:
    """An argument that must be there; one whose metavar is in brackets may be left out."""
    return Parameter(name, metavar, help_, required=not metavar.startswith("["))


def option(
    name: str, metavar: str, help_: str, *flags: str, default: str | None = None
) -> Parameter:
    """An option with a value, called as its name unless flags say otherwise."""
    return Parameter(name, metavar, help_, flags or _flag_of(name), default)


def flag(name: str, help_: str, *flags: str) -> Parameter:
    """An option without a value."""
    return Parameter(name, "", help_, flags or _flag_of(name))


def _flag_of(name: str) -> tuple[str, ...]:
    return (f"--{name.replace('_', '-')}",)


PARTNER = argument(
    "partner", "PARTNER", "Number, external id, name, or a part of the name that fits only one."
)
OPTIONAL_PARTNER = argument("partner", "[PARTNER]", "Only this partner's.")
NUMBER = argument("number", "NUMBER", "Its number, as lists show it.")
AS_OF = option("as_of", "DATE", "As it stood on that day.")

LEVEL = option("level", "LEVEL", "Only this level; several with commas between.")
# What partners are chosen by, for lists, reports and exports alike; in the order in which they
# are named again.
PARTNER_FILTER = (
    LEVEL,
    option("sector", "SECTOR", "Only this sector."),
    option("municipality", "TEXT", "Only this municipality."),
    option("region", "TEXT", "Only this region."),
    option("field", "FIELD", "Only this field of public policy."),
    option("legal_form", "FORM", "Only this legal form."),
    option("scope", "SCOPE", "Only of this scope."),
    option("youth", "yes|no", "Only where young people take part, or do not."),
    option("volunteers", "yes|no", "Only where volunteers take part, or do not."),
    option("unit", "UNIT", "Only run by this unit, with it, or with an area that it runs."),
    option("area", "AREA", "Only with this service area."),
    option("goal", "GOAL", "Only tied to this goal."),
    option("audience", "AUDIENCE", "Only for this target group."),
    option("phase", "PHASE", "Only with a project in this phase."),
    option("coordinator", "STAFF", "Only coordinated by this person."),
    option("tag", "TAG", "Only with this tag."),
    option("with_members", "PARTNER", "Only this partner, with all that belongs to it."),
    flag("unsupported", "Only those whose level is not carried by evidence."),
)

ALL = flag("everything", "Show every row on a terminal, not only the first 50.", "--all")
FIGURES = flag("figures", "Name the list of partners behind each figure.")
RAW = flag("raw", "CSV for programs: no apostrophe keeps a spreadsheet from calculating texts.")
OUTPUT = (
    option(
        "form", "FORMAT", "table, json, jsonl, csv, markdown, html, xlsx, pdf or docx.", "--format"
    ),
    option(
        "output",
        "FILE",
        "Write to a file; its ending says the format, as .html or .xlsx.",
        "--output",
        "-o",
    ),
    flag("overwrite", "Replace the file if it is there."),
    flag("opened", "Show the file in the system's viewer; HTML if nothing else is said.", "--open"),
    RAW,
)

# The options of the program itself, which may stand anywhere on the line.
GLOBAL_OPTIONS = (
    option("db", "PATH", "The register's file."),
    option("lang", "|".join(LANGUAGES), "Labels and sort order."),
    option("actor", "NAME", "Who does it, for the journal."),
    option("policy", "MODEL|PATH", "A model that ships, or a policy file of your own."),
    flag("no_color", "No colour."),
    flag("debug", "Show where a fault of the program came from."),
)


def thing(noun: Noun) -> Parameter:
    """The argument that says which thing of a noun is meant."""
    called = [noun.field(name).label.lower() for name in (noun.code, noun.label) if name]
    help_ = f"Number, {', '.join(called)}, or a part that fits only one."
    if noun.label in noun.days:
        help_ = NUMBER.help if noun.numbered else "Number or day."
    return argument("thing", noun.name.upper(), help_)


def split_global_options(
    words: list[str],
) -> tuple[dict[str, Value] | None, list[str], list[str]]:
    """The values of the global options, their words, and all others; those after ``--`` too.

    The values are None where Typer is to say what is wrong with them.
    """
    known = {flag: each for each in GLOBAL_OPTIONS for flag in each.flags}
    end = words.index("--") if "--" in words else len(words)
    values: dict[str, Value] | None = {}
    own: list[str] = []
    rest: list[str] = []
    remaining = iter(words[:end])
    for word in remaining:
        name, equals, text = word.partition("=")
        if (each := known.get(name)) is None:
            rest.append(word)
            continue
        own.append(word)
        value: Value | None = text if equals else True
        if each.metavar and not equals:
            value = next(remaining, None)
            own += [] if value is None else [str(value)]
        if value is None or (equals and not each.metavar):
            values = None
        elif values is not None:
            values[each.name] = value
    return values, own, rest + words[end:]
