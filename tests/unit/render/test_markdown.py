from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from partnerreg.language import Language
from partnerreg.render import View, render
from partnerreg.render.markdown import code
from partnerreg.render.text import lines
from partnerreg.reports.report import Column, ColumnKind, Report, Section, Shape, listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

# As GitHub reads it, as far as this reader goes.
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def written(report: Report, view: View | None = None) -> str:
    out = StringIO()
    render(report, form="markdown", out=out, view=view or View())
    return out.getvalue()


def two_columns(*rows: tuple[str, str]) -> Report:
    return listing("things", "Things", [Column("a", "A"), Column("b", "B")], rows)


def said(token: Token) -> str:
    """The text of a block; a break is a line end, and anything else is a failure."""
    text = ""
    for child in token.children or ():
        if child.type == "html_inline":
            assert child.content == "<br>"
            text += "\n"
        else:
            assert child.type in {"text", "text_special"}, child
            text += child.content
    return text


def cells(text: str) -> Iterator[str]:
    """What a reader finds in the cells of the tables, those of the header too."""
    tokens = READER.parse(text)
    for place, token in enumerate(tokens):
        if token.type in {"th_open", "td_open"}:
            yield said(tokens[place + 1])


def test_a_report_is_a_page_with_a_table_for_each_section(review: Report) -> None:
    assert written(review) == (
        "# Brief: Café Retro, 1 March 2026, since 1 March 2025\n"
        "\n"
        "There are 1,234 partnerships. One is unsupported.\n"
        "\n"
        "## Levels\n"
        "\n"
        "| Level | Partners | Unsupported |\n"
        "| --- | ---: | ---: |\n"
        "| strategic | 1,234 | 1 |\n"
        "| network | 0 | 0 |\n"
        "\n"
        "Counted on the day.\n"
        "\n"
        "## Partners at each level\n"
        "\n"
        "| Month | Strategic | Network |\n"
        "| --- | ---: | ---: |\n"
        "| Jan 2026 | 1 | 0 |\n"
        "| Feb 2026 | 2 | 7 |\n"
        "| Mar 2026 | 4 | 0 |\n"
        "\n"
        "## Partner\n"
        "\n"
        "- **Name:** Café Retro\n"
        "- **Since:** 2025-08-09\n"
        "\n"
        "## Joint value\n"
        "\n"
        "Nothing here.\n"
        "\n"
        "## Quiet partners\n"
        "\n"
        "Nobody is quiet.\n"
        "\n"
        "## Gaps\n"
        "\n"
        "| Partner |\n"
        "| --- |\n"
        "| Café Retro |\n"
        "\n"
        "And 2 more: `partnerreg partner list --unsupported`\n"
        "\n"
        "- `partnerreg report gaps` says what is missing.\n"
    )


def test_a_list_is_a_heading_and_a_table(partners: Report) -> None:
    assert written(partners) == (
        "# Partners\n"
        "\n"
        "| No | Name | Tags | Since | Youth |\n"
        "| ---: | --- | --- | --- | --- |\n"
        "| 1 | Café Retro \\[nedlagt\\] | music; open stage | 2026-01-31 | yes |\n"
        "| 12 | Åse, Ø & 漢字 |  |  |  |\n"
        "\n"
        "- Ended partners are left out.\n"
    )


def test_a_record_is_a_list_of_its_fields(partner: Report) -> None:
    assert "- **Notes:** Call first.<br>Mondays are best.\n" in written(partner)
    assert "Website" not in written(partner)


def test_commands_are_blocks_of_code_below_their_table(check: Report) -> None:
    short, long = check.main.rows[1][2], check.main.rows[2][2]
    assert f"\nWhat would supply it:\n\n```sh\n{short}\n{long}\n```\n" in written(check)


def test_a_report_of_nothing_is_a_heading_and_a_sentence() -> None:
    section = Section("quiet", "Quiet", [Column("a", "A")], [], empty="Nobody is quiet.")
    report = Report("quiet", "Quiet partners", [section])
    assert written(report) == "# Quiet partners\n\nNobody is quiet.\n"


def test_figures_are_listed_where_they_are_asked_for(review: Report) -> None:
    text = written(review, View(figures=True))
    assert text.endswith(
        "\n## Figures\n\n"
        "- unsupported: 1 `partnerreg partner list --unsupported --as-of 2026-03-01`\n"
        "- Levels / strategic / Partners: 1,234 `partnerreg partner list --level strategic`\n"
    )


def test_the_page_is_in_the_language_of_the_reader(review: Report) -> None:
    text = written(review, View(Language("da")))
    assert ", 1. marts 2026" in text.splitlines()[0]
    assert "1.234" in text


@pytest.mark.parametrize(
    "text",
    [
        "a | b",
        "\\| \\",
        "*not* _so_ **bold**",
        "`code` ``x``",
        "<script>alert(1)</script>",
        "<br>",
        "[a](b) ![a](b) [x]: y",
        "&amp; &#42; & Co",
        "~~gone~~",
        "two\nlines\r\nand a third",
    ],
)
def test_what_looks_like_markup_is_text(text: str) -> None:
    assert list(cells(written(two_columns((text, "x")))))[2:] == ["\n".join(lines(text)), "x"]


@pytest.mark.parametrize(
    "text",
    ["# a", "- a", "+ a", "1. a", "2) a", "> a", "---", "===", "    a", "```", "* a", "| a |"],
)
def test_a_sentence_begins_no_block(text: str) -> None:
    columns = [Column("a", "A")]
    section = Section("s", "S", columns, [("x",)], note=text)
    tokens = READER.parse(written(Report("r", "R", [section], summary=[text])))
    found = [
        said(tokens[place + 1])
        for place, token in enumerate(tokens)
        if token.type == "paragraph_open"
    ]
    assert found == [text.strip(), text.strip()]


def test_code_shows_backticks() -> None:
    for text in ("a", "`a`", "a``b", "`"):
        [block] = READER.parse(code(text))[1:2]
        [inline] = block.children or ()
        assert (inline.type, inline.content) == ("code_inline", text)


def test_a_command_with_a_fence_in_it_does_not_end_the_block() -> None:
    columns = [Column("a", "A"), Column("c", "Do", ColumnKind.COMMAND)]
    command = "partnerreg x '```\n```' end"
    report = listing("things", "Things", columns, [("x", command)])
    [block] = [token for token in READER.parse(written(report)) if token.type == "fence"]
    assert block.content == "partnerreg x '``` ```' end\n"


any_text = st.text(st.characters()) | st.text("|\\`*_{}[]()<>#+-.!~&;$:=1 \n\tabr/")


@given(st.lists(st.tuples(any_text, any_text)), any_text)
@example([("\\", "|")], "\\").via("a backslash and a pipe side by side")
def test_any_text_comes_back_as_it_was(rows: list[tuple[str, str]], other: str) -> None:
    report = Report(
        "things",
        "Things",
        [Section("s", other, [Column("a", other), Column("b", "B")], rows)] * 2,
        shape=Shape.REPORT,
        summary=["Said."],
        notes=["Noted."],
    )

    def shown(text: str) -> str:
        stripped = (line.strip() for line in lines(text.strip()))
        return "\n".join(" ".join(line.split("\u00a0")) for line in stripped).strip()

    expected = [other, "B", *(text for row in rows for text in row)] * 2
    if rows:
        found = [" ".join(text.split("\u00a0")) for text in cells(written(report))]
        assert list(map(str.strip, found)) == list(map(shown, expected))
