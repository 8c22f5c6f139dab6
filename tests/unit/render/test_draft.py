"""Templates, what is wrong with them, and what they are filled with."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX

from partnerreg.domain.enums import LANGUAGES
from partnerreg.domain.placeholders import PLACEHOLDERS
from partnerreg.errors import InvalidInput
from partnerreg.language import ENGLISH, Language
from partnerreg.render.draft import Draft, fill
from partnerreg.render.template import MOST_BYTES, Template, placeholders_of
from partnerreg.render.word_markdown import as_word, as_word_template
from partnerreg.services.templates import SHIPPED, shipped_template

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

VALUES = {
    "house": "Dokk1",
    "partner": "Café Retro & <Søn> {{ x }}",
    "goals": ["G1 Læselyst", "G2 Fællesskab"],
    "together": "An open stage\nevery week",
}


def markdown(text: str) -> Template:
    return Template("aftale.md", text.encode())


def word(*paragraphs: str | list[str]) -> Template:
    """A Word file; a paragraph in pieces has a run for each."""
    document = Document()
    for paragraph in paragraphs:
        written = document.add_paragraph()
        for piece in [paragraph] if isinstance(paragraph, str) else paragraph:
            written.add_run(piece)
    out = BytesIO()
    document.save(out)
    return Template("aftale.docx", out.getvalue())


def opened(draft: Draft) -> WordDocument:
    return Document(BytesIO(draft.data))


def text(draft: Draft) -> str:
    return "\n".join(paragraph.text for paragraph in opened(draft).paragraphs)


def refusal(template: Template) -> str:
    with pytest.raises(InvalidInput) as caught:
        fill(template, VALUES, ENGLISH)
    return str(caught.value.message)


def test_placeholders_are_filled_and_the_rest_are_gaps_that_are_counted() -> None:
    template = markdown("{{ house }}, {{ partner }}: {{ website }} {{ website }} {{ contact }}\n")
    draft = fill(template, VALUES, Language("da"))
    assert draft.data.decode() == (
        r"Dokk1, Café Retro & \<Søn\> \{\{ x \}\}: "
        r"\[Hjemmeside: ……\] \[Hjemmeside: ……\] \[Kontaktperson: ……\]"
        "\n"
    )
    assert (draft.filled, draft.gaps) == (2, ["website", "contact"])


def test_several_texts_are_lines_or_are_gone_through() -> None:
    template = (
        "{{ goals }}\n{% for goal in goals %}\n- {{ goal }}\n{% endfor %}\n{{ goals|join('; ') }}\n"
    )
    assert fill(markdown(template), VALUES, ENGLISH).data.decode() == (
        "G1 Læselyst<br>G2 Fællesskab\n- G1 Læselyst\n- G2 Fællesskab\nG1 Læselyst; G2 Fællesskab\n"
    )


def test_what_is_not_there_counts_as_nothing_and_is_seen_wherever_it_is_written() -> None:
    template = (
        "{% if website %}It is {{ website }}.{% else %}None.{% endif %}\n"
        "{% for area in areas %}\n- {{ area }}\n{% endfor %}\n{{ areas|join(', ')|upper }}\n"
    )
    draft = fill(markdown(template), VALUES, ENGLISH)
    assert draft.data.decode() == "None.\n" + r"- \[Areas: ……\]" + "\n" + r"\[AREAS: ……\]" + "\n"
    assert draft.gaps == ["areas"]


def test_word_may_have_cut_a_placeholder_in_pieces() -> None:
    draft = fill(
        word(["{{ par", "tner", " }} signs."], "{% if house == ‘Dokk1’ %}Us{% endif %}"),
        VALUES,
        ENGLISH,
    )
    assert text(draft) == "Café Retro & <Søn> {{ x }} signs.\nUs"


def test_a_word_template_has_headers_tables_and_loops_over_paragraphs_and_rows() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ house }}"
    document.add_paragraph("{%p for goal in goals %}")
    document.add_paragraph("Goal {{ goal }}")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(3, 1)
    for row, cell in zip(
        table.rows, ("{%tr for goal in goals %}", "{{ goal }}", "{%tr endfor %}"), strict=True
    ):
        row.cells[0].text = cell
    out = BytesIO()
    document.save(out)
    made = opened(fill(Template("a.docx", out.getvalue()), VALUES, ENGLISH))
    assert made.sections[0].header.paragraphs[0].text == "Dokk1"
    assert [one.text for one in made.paragraphs] == ["Goal G1 Læselyst", "Goal G2 Fællesskab"]
    assert [row.cells[0].text for row in made.tables[0].rows] == VALUES["goals"]


def test_a_cell_that_loops_over_nothing_stays_a_cell() -> None:
    document = Document()
    [cell] = document.add_table(1, 1).rows[0].cells
    cell.text = "{%p for area in areas if area == 'x' %}"
    cell.add_paragraph("{{ area }}")
    cell.add_paragraph("{%p endfor %}")
    out = BytesIO()
    document.save(out)
    made = opened(fill(Template("a.docx", out.getvalue()), VALUES, ENGLISH))
    assert [one.text for one in made.tables[0].rows[0].cells[0].paragraphs] == [""]


@pytest.mark.parametrize("tag", ["{{r partner }}", "{{p partner }}", "{% colspan 2 %}"])
def test_what_is_for_programs_alone_is_refused_in_word(tag: str) -> None:
    assert refusal(word("One", tag)).startswith("aftale.docx, paragraph 2: ")


def test_gaps_are_coloured_in_word_and_lines_stay_lines() -> None:
    made = opened(fill(word("At {{ website }}: {{ together }}"), VALUES, ENGLISH))
    [paragraph] = made.paragraphs
    assert paragraph.text == "At [Website: ……]: An open stage\nevery week"
    colours = {run.text: run.font.highlight_color for run in paragraph.runs if run.text.strip()}
    assert colours["[Website: ……]"] == WD_COLOR_INDEX.YELLOW
    assert colours["At "] is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a\x1bb\x00c\ufffe", "a␛b␀c\\ufffe"), ("漢字 מכתב 𝔉", "漢字 מכתב 𝔉"), ("]]> \\n", "]]> \\n")],
)
def test_names_of_every_script_come_through(name: str, shown: str) -> None:
    assert text(fill(word("{{ partner }}"), {"partner": name}, ENGLISH)) == shown
    as_markdown = fill(markdown("{{ partner }}"), {"partner": name}, ENGLISH).data.decode()
    made = Document(BytesIO(as_word(as_markdown, ENGLISH)))
    assert made.paragraphs[0].text == shown


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{{ partnr }}", "there is no placeholder 'partnr'; did you mean 'partner'?"),
        ("{{ partner.name }}", "there is no placeholder 'partner.name'; did you mean 'partner'?"),
        ("{{ xyzzy }}", "there is no placeholder 'xyzzy'"),
        ("{{ loop.index }}", "there is no placeholder 'loop.index'"),
        ("{{ partner", "unexpected end of template"),
        ("{% if partner %}", "Unexpected end of template"),
        ("{% endif %}", "Encountered unknown tag 'endif'"),
        ("{{ partner|shell }}", "there is no filter 'shell'"),
        ("{{ ''.__class__ }}", "there is no placeholder"),
        ("{{ partner() }}", "call cannot stand in a template"),
        ("{{ 9 ** 9 ** 9 }}", "pow cannot stand in a template"),
        ("{{ 'x' * 999999999 }}", "mul cannot stand in a template"),
        ("{% for i in range(9) %}{% endfor %}", "call cannot stand in a template"),
        ("{% include 'x' %}", "include cannot stand in a template"),
        ("{% set a = 1 %}", "assign cannot stand in a template"),
        ("{% macro a() %}{% endmacro %}", "macro cannot stand in a template"),
    ],
)
def test_what_cannot_be_filled_is_told_with_its_place(line: str, reason: str) -> None:
    said = refusal(markdown(f"One\n\n{line}\n"))
    assert said.startswith("aftale.md, line ")
    assert reason in said
    in_word = refusal(word("One", "", ["{", line.removeprefix("{")]))
    assert in_word.startswith("aftale.docx, paragraph 3: ")
    assert reason in in_word


def test_all_that_is_wrong_is_told_at_once() -> None:
    said = refusal(markdown("{{ a }}\n{{ b }}\n" + "{{ c }}\n" * 20)).splitlines()
    assert said[:2] == [
        "aftale.md, line 1: there is no placeholder 'a'.",
        "aftale.md, line 2: there is no placeholder 'b'.",
    ]
    assert said[-1] == "… and 12 more."


def test_loops_end() -> None:
    template = "{% for goal in goals %}" * 3 + "{% endfor %}" * 3
    assert "more than 2 loops stand in each other" in refusal(markdown(template))


def zipped(size: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK nonsense", "is damaged, or no Word file"),
        (zipped(10), "is damaged, or no Word file"),
        (zipped(MOST_BYTES + 1), "holds more than 20 MB"),
        (b" " * (MOST_BYTES + 1), "is larger than any template"),
        (word("x").data[:-200], "is damaged, or no Word file"),
    ],
)
def test_a_damaged_or_huge_word_file_is_refused(data: bytes, reason: str) -> None:
    assert reason in refusal(Template("aftale.docx", data))


def test_markdown_that_is_no_utf_8_is_refused_with_its_line() -> None:
    said = refusal(Template("a.md", "Aftale\nLæselyst".encode("latin-1")))
    assert said == "a.md, line 2: this is no text in UTF-8."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
def test_each_shipped_template_can_be_filled_in_each_language(name: str, language: str) -> None:
    template = Template(f"{name}.md", shipped_template(name, language))
    assert placeholders_of(template) >= {"house", "partner", "together", "valid_until"}
    values = {each.name: f"<{each.name}>" for each in PLACEHOLDERS}
    draft = fill(template, values, Language(language))
    assert not draft.gaps
    made = Document(BytesIO(as_word(draft.data.decode(), Language(language))))
    said = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "<partner>" in said
    assert "{" not in said
    assert len(made.tables[-1].rows) == 4  # to sign in


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_template_is_one_as_a_word_file_too(name: str, language: str) -> None:
    source = shipped_template(name, language)
    made = Template("ours.docx", as_word_template(source.decode(), Language(language)))
    assert placeholders_of(made) == placeholders_of(Template("theirs.md", source))
    said = [one.text for one in opened(fill(made, VALUES, Language(language))).paragraphs]
    if name == "written-agreement":
        at = said.index("•\tG1 Læselyst")
        assert "Dokk1" in said[at - 1]
        assert said[at + 1] == "•\tG2 Fællesskab"
