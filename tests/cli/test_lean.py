"""Text arrives as it was typed, with the lean way through Typer and with the stock one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import pytest
import typer
from typer import core

from partnerreg.cli import lean

if TYPE_CHECKING:
    from collections.abc import Callable

TYPED = [
    "Café Retro",
    " spaces ",
    "",
    "[bold]x[/]",
    "007",
    "1e3",
    "true",
    "null",
    "{}",
    "a,b;c",
    "line\nbreak",
    "東京 🎭",
    "--",
]


def stock_get_runtime_param() -> Callable[[Any], Any]:
    """Typer's own method, from beneath the lean one."""
    method = core._TyperParameter.get_runtime_param
    cells = dict(zip(method.__code__.co_freevars, method.__closure__ or (), strict=True))
    return cells["stock"].cell_contents if "stock" in cells else method


@pytest.fixture(params=["lean", "stock"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways that a value can go."""
    if request.param == "stock":
        monkeypatch.setattr(core._TyperParameter, "get_runtime_param", stock_get_runtime_param())
    return str(request.param)


def received(*words: str) -> dict[str, Any]:
    """What a command gets."""
    got: dict[str, Any] = {}
    app = typer.Typer(add_completion=False)

    @app.command()
    def command(
        argument: str,
        text: str | None = None,
        several: Annotated[list[str] | None, typer.Option()] = None,
        flag: Annotated[bool | None, typer.Option("--flag/--no-flag")] = None,
        plain: Annotated[bool, typer.Option("--plain")] = False,  # noqa: FBT002  # an option
    ) -> None:
        got.update(argument=argument, text=text, several=several, flag=flag, plain=plain)

    app(list(words), standalone_mode=False)
    return got


def test_the_lean_way_is_in_use() -> None:
    assert stock_get_runtime_param() is not core._TyperParameter.get_runtime_param


@pytest.mark.parametrize("text", TYPED)
def test_text_arrives_as_it_was_typed(way: str, text: str) -> None:
    got = received(f"--text={text}", f"--several={text}", "--several", "b", "--", text)

    assert (got["argument"], got["text"], got["several"]) == (text, text, [text, "b"])


@pytest.mark.parametrize(
    ("words", "flags"),
    [
        ("", (None, False)),
        ("--flag", (True, False)),
        ("--no-flag", (False, False)),
        ("--plain", (None, True)),
        ("--flag --no-flag --plain", (False, True)),
    ],
)
def test_a_flag_is_yes_no_or_nothing(way: str, words: str, flags: tuple[bool | None, bool]) -> None:
    got = received("x", *words.split())

    assert (got["flag"], got["plain"]) == flags


def test_what_was_not_typed_is_nothing(way: str) -> None:
    assert received("x") == {
        "argument": "x",
        "text": None,
        "several": None,
        "flag": None,
        "plain": False,
    }


def test_another_version_of_typer_goes_the_stock_way(monkeypatch: pytest.MonkeyPatch) -> None:
    stock = stock_get_runtime_param()
    monkeypatch.setattr(core._TyperParameter, "get_runtime_param", stock)
    monkeypatch.setattr(typer, "__version__", "0.30.0")

    assert lean.make_lean() is False
    assert core._TyperParameter.get_runtime_param is stock


def test_what_is_not_plain_text_goes_the_stock_way() -> None:
    got: dict[str, Any] = {}
    app = typer.Typer(add_completion=False)

    @app.command()
    def command(
        number: Annotated[int, typer.Option()] = 0,
        parsed: Annotated[str, typer.Option(parser=str.upper)] = "x",
    ) -> None:
        got.update(number=number, parsed=parsed)

    app(["--number", "7", "--parsed", "abc"], standalone_mode=False)

    assert got == {"number": 7, "parsed": "ABC"}
