"""Saved mappings: kept under a name, read again, merged with what is typed."""

from __future__ import annotations

import os
from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.cli.remedies import sentence
from partnerreg.errors import InvalidInput, RegisterError
from partnerreg.transfer.mapping.saved_mappings import (
    OPTIONS,
    SavedMapping,
    load,
    merged,
    names,
    save,
)

EVERYTHING = SavedMapping(
    "partners",
    maps=("Forening=name", 'Nr "x"=', "a\nb=notes"),
    settings=("country=DK", "tags=a=b"),
    encoding="cp1252",
    delimiter="\t",
    sheet="Ark 1",
    skip_lines=2,
    no_header=False,
    date_order="dmy",
    keep_unmapped=True,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
MAPPINGS = st.builds(
    SavedMapping,
    noun=st.sampled_from(["partners", "goals"]),
    maps=st.lists(TEXT.filter(str.strip).map("{}=name".format)).map(tuple),
    settings=st.lists(TEXT.map("country={}".format)).map(tuple),
    encoding=st.none() | TEXT,
    delimiter=st.none() | TEXT,
    sheet=st.none() | TEXT,
    skip_lines=st.none() | st.integers(0, 9_999),
    no_header=st.none() | st.booleans(),
    date_order=st.none() | TEXT,
    keep_unmapped=st.none() | st.booleans(),
)


def refusal(folder: Path, content: str | bytes, noun: str = "partners") -> str:
    (folder / "mappings").mkdir(exist_ok=True)
    file = folder / "mappings" / "x.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InvalidInput) as caught:
        load(folder, "x", noun)
    assert caught.value.hint
    return caught.value.message.removeprefix(f"{file}, ")


def test_a_mapping_is_kept_with_all_that_it_says(tmp_path: Path) -> None:
    save(tmp_path / "new", "medlemmer", EVERYTHING)
    assert load(tmp_path / "new", "medlemmer", "partners") == EVERYTHING


def test_every_option_of_a_mapping_can_be_kept() -> None:
    assert {field.name for field in fields(SavedMapping)} == {"noun", "maps", "settings", *OPTIONS}


@given(mapping=MAPPINGS)
def test_any_mapping_is_read_as_it_was_saved(mapping: SavedMapping) -> None:
    with TemporaryDirectory() as folder:
        save(Path(folder), "x", mapping)
        assert load(Path(folder), "x", mapping.noun) == mapping


def test_a_file_is_for_people_to_read(tmp_path: Path) -> None:
    path = save(
        tmp_path, "Medlemmer", SavedMapping("contacts", maps=("Forening=partner",), skip_lines=3)
    )
    assert path == tmp_path / "mappings" / "Medlemmer.toml"
    assert path.read_text(encoding="utf-8") == (
        "# How lists of contacts of one origin are read: the options of\n"
        "# `partnerreg import contacts`, by their names. It may be edited.\n"
        'noun = "contacts"\n'
        "maps = [\n"
        '    "Forening=partner",\n'
        "]\n"
        "skip_lines = 3\n"
    )


def test_saving_again_replaces_and_leaves_nothing_beside(tmp_path: Path) -> None:
    save(tmp_path, "x", EVERYTHING)
    save(tmp_path, "X", SavedMapping("partners"))
    assert load(tmp_path, "x", "partners") == SavedMapping("partners")
    assert [path.name for path in (tmp_path / "mappings").iterdir()] == ["x.toml"]


def test_names_are_listed_as_they_were_given(tmp_path: Path) -> None:
    assert names(tmp_path) == []
    for name in ("øst", "Foreninger 2026", "города", "a.b", "e\u0301te", "بيانات"):
        save(tmp_path, name, SavedMapping("partners"))
    saved = ["a.b", "Foreninger 2026", "\u00e9te", "øst", "города", "بيانات"]
    assert names(tmp_path) == saved
    assert load(tmp_path, "\u00e9te", "partners") == load(tmp_path, "FORENINGER 2026 ", "partners")


def test_what_is_no_mapping_is_not_listed(tmp_path: Path) -> None:
    save(tmp_path, "x", SavedMapping("partners"))
    (tmp_path / "mappings" / ".half.toml").touch()
    (tmp_path / "mappings" / "notes.txt").touch()
    assert names(tmp_path) == ["x"]


@pytest.mark.parametrize("name", ["x", "../x", "/etc/passwd", ""])
def test_an_unknown_name_lists_those_there_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        load(tmp_path, name, "partners")
    assert caught.value.message == f"There is no mapping '{name}'."
    assert sentence(caught.value.hint).startswith("None is saved yet")
    for known in ("Øst", "a b"):
        save(tmp_path, known, SavedMapping("partners"))
    with pytest.raises(InvalidInput) as caught:
        load(tmp_path, name, "partners")
    assert caught.value.hint == "There are 'a b', 'Øst'."


@pytest.mark.parametrize(
    "name",
    [
        *("", "  ", "a/b", "..", ".x", "a\\b", "a:b", "a*", "x.", "a\nb", "a\x00", "\udc80"),
        *("con", "NUL.x", "x" * 201, "ø" * 101),
        *("\u202e", "a\u202etxt", "\u2066a", "\u200b", "a\u00ad", "\u3164", "\u2800"),
    ],
)
def test_what_cannot_be_a_file_everywhere_is_no_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidInput, match="A mapping cannot be called"):
        save(tmp_path, name, SavedMapping("partners"))
    assert list(tmp_path.iterdir()) == []


def test_a_mapping_for_one_noun_is_not_used_on_another_nor_replaced_by_it(tmp_path: Path) -> None:
    save(tmp_path, "x", SavedMapping("contacts"))
    with pytest.raises(InvalidInput) as caught:
        load(tmp_path, "x", "partners")
    assert caught.value.message == "The mapping 'x' is for lists of contacts, not of partners."
    with pytest.raises(InvalidInput, match="is for lists of contacts"):
        save(tmp_path, "x", SavedMapping("partners"))
    assert load(tmp_path, "x", "contacts") == SavedMapping("contacts")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('noun = "partners"\nmaps = [\n', "line 2: it is not TOML: "),
        ('noun = "partners"\n\nskip lines = 1\n', "line 3, column 6: it is not TOML: "),
        (b'noun = "partners"\nencoding = "\xff"\n', "line 2: there are bytes that are no text"),
        ("", "line 1: it does not say what it is for"),
        ('# x\nnoun = "partner"', "line 2: noun must be one of partners, contacts,"),
        ("noun = []", "line 1: noun must be one of"),
        ('noun = "partners"\nskip_lines = "2"', "line 2: skip_lines must be a whole number"),
        ('noun = "partners"\nskip_lines = -2', "line 2: skip_lines must be a whole number"),
        ('noun = "partners"\nskip_lines = true', "line 2: skip_lines must be a whole number"),
        ('noun = "partners"\nno_header = 1', "line 2: no_header must be true or false"),
        ('noun = "partners"\n"sheet" = 1', "line 2: sheet must be a text in quotes"),
        ('noun = "partners"\nmaps = "A=name"', "line 2: maps must be texts in quotes"),
        ('noun = "partners"\nmaps = [\n"A=name",\n"B"]', "line 4: 'B' must be HEADER=field"),
        ('noun = "partners"\nsettings = [\n"DK"]', "line 3: 'DK' must be FIELD=VALUE"),
        ('noun = "partners"\n\nheader = 1', "line 3: there is no option 'header'; there are noun,"),
    ],
)
def test_a_damaged_file_is_named_with_the_line(
    tmp_path: Path, content: str | bytes, complaint: str
) -> None:
    assert refusal(tmp_path, content).startswith(complaint)


def test_a_damaged_file_is_not_written_over(tmp_path: Path) -> None:
    refusal(tmp_path, "noun =")
    with pytest.raises(InvalidInput, match="line 1: it is not TOML"):
        save(tmp_path, "x", SavedMapping("partners"))
    assert (tmp_path / "mappings" / "x.toml").read_text() == "noun ="


def test_what_is_no_text_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="holds bytes that are no text"):
        save(tmp_path, "x", SavedMapping("partners", maps=("\udcff=name",)))
    assert names(tmp_path) == []


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "mappings").touch()
    assert names(tmp_path) == []
    with pytest.raises(RegisterError, match=r"x\.toml could not be written"):
        save(tmp_path, "x", SavedMapping("partners"))


def test_a_file_that_fails_to_take_its_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path, "x", EVERYTHING)

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RegisterError, match="No space left on device"):
        save(tmp_path, "x", SavedMapping("partners"))
    assert load(tmp_path, "x", "partners") == EVERYTHING
    assert len(list((tmp_path / "mappings").iterdir())) == 1


def test_what_is_typed_wins_over_what_was_saved() -> None:
    typed = SavedMapping("partners", encoding="utf-8", no_header=True, skip_lines=0)
    expected = replace(EVERYTHING, encoding="utf-8", no_header=True, skip_lines=0)
    assert merged(EVERYTHING, typed) == expected


def test_nothing_typed_leaves_a_mapping_as_it_was_saved() -> None:
    assert merged(EVERYTHING, SavedMapping("partners")) == EVERYTHING


@pytest.mark.parametrize(
    ("saved", "typed", "maps"),
    [
        (("A=name", "B=notes"), ("C=tags",), ("A=name", "B=notes", "C=tags")),
        (("A=name", "B=notes"), ("C=name",), ("B=notes", "C=name")),
        (("A=name", "B=notes"), ("C=navn",), ("B=notes", "C=navn")),
        (("CVR-nr.=notes",), ("cvr nr=registration number",), ("cvr nr=registration number",)),
        (("A=name", "A=municipality"), ("A=",), ("A=",)),
        (("A=", "B="), ("A=name",), ("B=", "A=name")),
        (("Nr=number",), ("Id=Number",), ("Id=Number",)),
        ((), ("A=name", "A=municipality"), ("A=name", "A=municipality")),
    ],
)
def test_a_typed_map_wins_over_those_of_its_header_and_its_field(
    saved: tuple[str, ...], typed: tuple[str, ...], maps: tuple[str, ...]
) -> None:
    assert merged(SavedMapping("partners", saved), SavedMapping("partners", typed)).maps == maps


def test_a_typed_setting_wins_over_that_of_its_field() -> None:
    saved = SavedMapping("partners", settings=("country=DK", "sector=public"))
    typed = SavedMapping("partners", settings=("land=SE",))
    assert merged(saved, typed).settings == ("sector=public", "land=SE")


@pytest.mark.parametrize(
    "typed", [SavedMapping("partners", ("A",)), SavedMapping("partners", ("A=xyzzy",))]
)
def test_what_is_typed_wrongly_is_refused(typed: SavedMapping) -> None:
    with pytest.raises(InvalidInput):
        merged(SavedMapping("partners"), typed)
