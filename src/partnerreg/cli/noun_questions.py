"""What every noun can be asked: its list, and one of its things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.cli.question import Question
from partnerreg.domain import parsing
from partnerreg.errors import InvalidInput
from partnerreg.nouns.fields import Line, Reference, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnerreg.cli.run import Run
    from partnerreg.db.query import Reader
    from partnerreg.nouns.fields import Field
    from partnerreg.nouns.noun import Noun
    from partnerreg.reports.report import Report


def questions(noun: Noun) -> dict[str, Question]:
    """The verbs that ask about a noun."""
    return {
        "list": Question(_list(noun), noun=noun),
        "show": Question(_show(noun), pages=False, noun=noun),
    }


def _list(noun: Noun) -> Callable[..., Report]:
    def list_(
        run: Run,
        reader: Reader,
        partner: str | None = None,
        *,
        sort: str | None = None,
        columns: str | None = None,
        **filters: str,
    ) -> Report:
        return _listed(noun, run, reader, partner, sort, columns, filters)

    def list_all(
        run: Run,
        reader: Reader,
        *,
        sort: str | None = None,
        columns: str | None = None,
        **filters: str,
    ) -> Report:
        return _listed(noun, run, reader, None, sort, columns, filters)

    one = list_ if noun.owner is not None else list_all
    one.__doc__ = f"List {noun.plural}" + (", all or one partner's." if noun.owner else ".")
    return one


def _show(noun: Noun) -> Callable[..., Report]:
    def show(_run: Run, reader: Reader, thing: str) -> Report:
        from partnerreg.reports import lists
        from partnerreg.services.lookup import find

        return lists.thing(noun, find(reader, noun, thing))

    show.__doc__ = f"Show all that is said of {noun.article}."
    return show


def _listed(
    noun: Noun,
    run: Run,
    reader: Reader,
    partner: str | None,
    sort: str | None,
    columns: str | None,
    filters: dict[str, str],
) -> Report:
    from partnerreg.queries.things import parameters_of, things
    from partnerreg.reports import lists
    from partnerreg.services.lookup import find_partner

    known = [column.key for column in lists.columns_of(noun)]
    order = _field("--sort", sort, known) if sort else None
    only = (
        [_field("--columns", name.strip(), known) for name in columns.split(",")]
        if columns
        else None
    )
    tests = [_test(noun.field(name), text) for name, text in filters.items()]
    limits = parameters_of(noun, run.today, find_partner(reader, partner).id if partner else None)
    rows = [row for row in reader.all(things(noun), **limits) if all(test(row) for test in tests)]
    return lists.things(noun, rows, run.language, order, only or None)


def _field(option: str, text: str, known: list[str]) -> str:
    """The field that an option names; a hyphen may stand before it."""
    name = text.removeprefix("-").replace("-", "_")
    found = "id" if name == "number" else name
    if found not in known:
        raise InvalidInput(
            f"{option} {text!r} is not known.",
            f"Choose among {', '.join(key for key in known if key != 'partner_id')}.",
        )
    return f"-{found}" if text.startswith("-") else found


def _test(field: Field, text: str) -> Callable[[Any], bool]:
    """Whether a row is one that a filter lets through: texts hold it, all else equals it."""
    from partnerreg.domain.name_keys import search_key

    if isinstance(field.kind, (Text, Line, Reference)):
        part = search_key(text)
        return lambda row: part in search_key(str(getattr(row, field.name) or ""))
    try:
        value = field.kind.read(text)
    except parsing.ParseError as error:
        raise InvalidInput(f"{field.option_name} {error}.") from None
    return lambda row: getattr(row, field.name) == value
