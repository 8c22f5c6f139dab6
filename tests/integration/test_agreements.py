"""Agreements, and the files in them: what was attached comes out again to the byte."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.actions import TODAY, agreement, ask, dump, one, raw, writing
from helpers.filled_register import BARE, CAFE, THEATRE
from partnerreg.cli.remedies import sentence
from partnerreg.db.opening import open_reader
from partnerreg.domain.enums import AgreementKind
from partnerreg.errors import ExitCode, InvalidInput, NotFound
from partnerreg.queries import agreements as asked
from partnerreg.services import agreements
from partnerreg.services.agreements import File, read_file, sign, terminate

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnerreg.db.query import Reader
    from partnerreg.tables import Agreement

WRITTEN = AgreementKind.WRITTEN_AGREEMENT
ALL_BYTES = bytes(range(256))


def bytes_out(reader: Reader, agreement_id: int) -> list[bytes]:
    """The bytes of an agreement's documents, as a person gets them back."""
    found = []
    for document in reader.all(asked.documents_of_agreement, agreement=agreement_id):
        content = reader.first(asked.content, sha256=document.sha256)
        assert content is not None
        assert document.size == len(content.data)
        found.append(content.data)
    return found


@pytest.mark.parametrize(
    "data",
    [b"\0", ALL_BYTES, b"\xff\xfe\r\n\r\n", "Åben\n".encode("utf-16"), os.urandom(5 * 1024**2)],
    ids=["nought", "all", "no text", "utf-16", "5 MB"],
)
def test_a_file_comes_out_as_it_went_in(filled: Path, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "aftale.pdf"
    path.write_bytes(data)
    with writing(filled) as work:
        number = agreement(work, BARE, file=read_file(path)).id
        assert number is not None
        assert bytes_out(work.reader, number) == [data]
    reader = open_reader(filled, pytest.fail)
    assert bytes_out(reader, number) == [data]
    reader.close()


@settings(max_examples=30)
@given(data=st.binary(min_size=1, max_size=300))
def test_any_bytes_come_out_as_they_went_in(filled_register: Path, data: bytes) -> None:
    with writing(filled_register, dry_run=True) as work:
        made = agreement(work, BARE, file=File("a.bin", "application/octet-stream", data))
        work.session.expire_all()
        assert made.id is not None
        assert bytes_out(work.reader, made.id) == [data]


def test_the_same_content_is_kept_once_under_every_name_it_came_with(filled: Path) -> None:
    data = b"one and the same"
    before = one(filled, "SELECT count(*) FROM content")
    for name, number in (("a.pdf", CAFE), ("b.odt", BARE)):
        with writing(filled) as work:
            agreement(work, number, file=File(name, "application/pdf", data))
    with writing(filled) as work:
        made = agreement(work, THEATRE, file=File("c.pdf", "application/pdf", data))
        agreements.add_document(work, made, File("d.pdf", "application/pdf", data))
    digest = hashlib.sha256(data).hexdigest()
    assert one(filled, "SELECT count(*) FROM content") == before + 1
    names = ask(filled, "SELECT name FROM document WHERE sha256 = ? ORDER BY id", digest)
    assert names == [("a.pdf",), ("b.odt",), ("c.pdf",), ("d.pdf",)]


def test_documents_stand_in_the_order_they_came(filled: Path) -> None:
    with writing(filled) as work:
        made = agreement(work, BARE)
        for name in ("z.pdf", "a.pdf", "m.pdf"):
            agreements.add_document(work, made, File(name, "application/pdf", name.encode()))
        assert made.id is not None
        rows = work.reader.all(asked.documents_of_agreement, agreement=made.id)
    assert [row.name for row in rows] == ["z.pdf", "a.pdf", "m.pdf"]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("aftale.pdf", "application/pdf"),
        ("AFTALE.PDF", "application/pdf"),
        ("aftale.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("uden endelse", "application/octet-stream"),
        ("hensigtserklæring (2) [sidste].txt", "text/plain"),
    ],
)
def test_a_file_is_taken_in_with_its_name_and_kind(
    tmp_path: Path, name: str, media_type: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    assert read_file(path) == File(name, media_type, b"x")


def test_a_file_name_that_is_no_utf_8_does_not_keep_the_file_out(
    filled: Path, tmp_path: Path
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/erkl\xe6ring.pdf"))
    path.write_bytes(b"x")
    with writing(filled) as work:
        agreement(work, BARE, file=read_file(path))
    assert one(filled, "SELECT name FROM document ORDER BY id DESC LIMIT 1") == "erkl?ring.pdf"


def test_a_file_that_is_not_there_is_wrong_input(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"no file .*aftale\.pdf") as caught:
        read_file(tmp_path / "aftale.pdf")
    assert caught.value.exit_code is ExitCode.USAGE
    assert sentence(caught.value.hint)


def test_a_folder_an_empty_file_and_a_file_too_large_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty.pdf").touch()
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(200 * 1024**2)
    for path, says in (
        (tmp_path, "is a folder"),
        (tmp_path / "empty.pdf", "is empty"),
        (large, r"has 200 MB; at most 100 MB"),
        (tmp_path / ("x" * 300), "cannot be read"),
    ):
        with pytest.raises(InvalidInput, match=says) as caught:
            read_file(path)
        assert str(path) in caught.value.message
        assert caught.value.exit_code is ExitCode.USAGE


def test_a_file_as_large_as_is_taken_in_is_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agreements, "LARGEST", 1000)
    path = tmp_path / "aftale.pdf"
    path.write_bytes(b"x" * 1000)
    assert len(read_file(path).data) == 1000
    path.write_bytes(b"x" * 1001)
    with pytest.raises(InvalidInput, match="at most"):
        read_file(path)


def test_what_has_no_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreements, "LARGEST", 1000)
    with pytest.raises(InvalidInput, match="has more"):
        read_file(Path("/dev/zero"))


def test_an_agreement_may_be_recorded_without_a_file(filled: Path) -> None:
    with writing(filled) as work:
        number = agreement(work, BARE, title="Kun på papir", reference="arkiv 17").id
    assert ask(filled, "SELECT title, reference, renewal FROM agreement WHERE id = ?", number) == [
        ("Kun på papir", "arkiv 17", "none")
    ]
    assert ask(filled, "SELECT * FROM document WHERE agreement_id = ?", number) == []


def test_months_of_renewal_make_it_tacit(filled: Path) -> None:
    with writing(filled) as work:
        agreement(work, BARE, signed_on=TODAY, valid_until=date(2027, 1, 1), renewal_months="12")
    assert ask(
        filled, "SELECT renewal, renewal_months FROM agreement ORDER BY id DESC LIMIT 1"
    ) == [("tacit", 12)]


def test_an_agreement_replaces_one_of_the_same_partner_only(filled: Path) -> None:
    with writing(filled) as work:
        agreement(work, CAFE, replaces=2)
    before = dump(filled)
    for replaced, error in ((3, InvalidInput), (99, NotFound)):
        with pytest.raises(error, match=f"#{replaced}"), writing(filled) as work:
            agreement(work, CAFE, replaces=replaced)
    assert dump(filled) == before


def test_a_draft_is_signed_once(filled: Path) -> None:
    with writing(filled) as work:
        sign(work, 3, date(2026, 2, 21))
    assert one(filled, "SELECT signed_on FROM agreement WHERE id = 3") == "2026-02-21"
    with pytest.raises(InvalidInput, match="signed on 2026-02-21 already"), writing(filled) as work:
        sign(work, 3, TODAY)


def test_what_has_run_out_cannot_be_signed(filled: Path) -> None:
    with writing(filled) as work:
        days = {"drafted_on": date(2026, 1, 2), "valid_until": date(2026, 1, 31)}
        number = agreement(work, BARE, **days).id
    assert number is not None
    with pytest.raises(InvalidInput, match="ended on 2026-01-31"), writing(filled) as work:
        sign(work, number, date(2026, 2, 1))
    with writing(filled) as work:
        sign(work, number, date(2026, 1, 31))


def test_an_agreement_is_terminated_once_from_its_first_day_on(filled: Path) -> None:
    with pytest.raises(InvalidInput, match="begins on 2025-01-01"), writing(filled) as work:
        terminate(work, 4, date(2024, 12, 31))
    with writing(filled) as work:
        terminate(work, 4, date(2025, 1, 1))
    assert one(filled, "SELECT terminated_on FROM agreement WHERE id = 4") == "2025-01-01"
    with pytest.raises(InvalidInput, match="terminated on 2025-01-01"), writing(filled) as work:
        terminate(work, 4, TODAY)


def test_a_draft_cannot_be_terminated(filled: Path) -> None:
    with pytest.raises(InvalidInput, match="never signed"), writing(filled) as work:
        terminate(work, 3, TODAY)


@pytest.mark.parametrize("deed", [sign, terminate])
def test_there_is_no_agreement_of_that_number(filled: Path, deed: Callable[..., Agreement]) -> None:
    with pytest.raises(NotFound, match="no agreement #99") as caught, writing(filled) as work:
        deed(work, 99, TODAY)
    assert "agreement list" in sentence(caught.value.hint)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"signed_on": TODAY, "valid_until": date(2026, 2, 28)}, "until .* lies before the start"),
        ({"valid_from": TODAY, "terminated_on": date(2026, 2, 28)}, "terminated on .* lies before"),
        ({"signed_on": TODAY, "renewal_months": 12}, "renewal months need an end"),
        ({"valid_until": TODAY, "renewal_months": 0}, "renewal months must be 1 to 600"),
        ({"notice_months": -1}, "notice months"),
        ({"title": " "}, "title is empty"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused(
    filled: Path, fields: dict[str, Any], says: str
) -> None:
    before = dump(filled)
    with pytest.raises(InvalidInput, match=says), writing(filled) as work:
        agreement(work, BARE, WRITTEN, **fields)
    assert dump(filled) == before


def test_what_was_terminated_is_not_signed_afterwards(filled: Path) -> None:
    with raw(filled) as connection:  # as earlier versions let lists do
        connection.execute("UPDATE agreement SET terminated_on = '2026-03-01' WHERE id = 3")
    with (
        pytest.raises(InvalidInput, match="was terminated on 2026-03-01"),
        writing(filled) as work,
    ):
        agreements.sign(work, 3, TODAY)
    assert one(filled, "SELECT signed_on FROM agreement WHERE id = 3") is None
