"""Agreements and the files attached to them."""

from __future__ import annotations

import hashlib
import mimetypes
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import col, or_, select

from partnerreg.actions import Action, Advice, Option
from partnerreg.domain.agreement_terms import last_day
from partnerreg.domain.enums import Party, Renewal
from partnerreg.domain.facts import AgreementFacts
from partnerreg.domain.periods import days_after
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.nouns.agreement import AGREEMENT, TERMS
from partnerreg.nouns.schema import validate
from partnerreg.queries.agreements import parties_of_agreement
from partnerreg.services.things import Things, things_of
from partnerreg.tables import (
    Agreement,
    AgreementCover,
    AgreementParty,
    Amendment,
    Content,
    Document,
    Signature,
    Suspension,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.nouns.schema import Schema
    from partnerreg.queries.agreements import PartyRow
    from partnerreg.queries.partners import PartnerName

# The largest file that is taken in, in bytes: SQLite holds more, but the
# register should stay a file that can be copied and mailed.
_MEGABYTE = 1024 * 1024
LARGEST = 100 * _MEGABYTE


class File(NamedTuple):
    """A file to attach: its name, its media type, its bytes."""

    name: str
    media_type: str
    data: bytes


def read_file(path: Path) -> File:
    """The file at `path`, ready to be attached.

    Raises:
        InvalidInput: it is not there, a folder, empty, too large, or cannot be read.
    """
    try:
        if path.is_dir():
            raise InvalidInput(f"{path} is a folder; attach the files in it one by one.")
        size = path.stat().st_size
        if size > LARGEST:
            raise _too_large(path, f"{size / _MEGABYTE:,.0f} MB")
        with path.open("rb") as file:
            # A device or a pipe says no size, and may have no end.
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise InvalidInput(f"There is no file {path}.", "Check the path.") from None
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}.") from None
    if len(data) > LARGEST:
        raise _too_large(path, "more")
    if not data:
        raise InvalidInput(f"{path} is empty.", "Attach the file when there is something in it.")
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    # File names are bytes, and those of an old disk may be no UTF-8.
    return File(path.name.encode(errors="replace").decode(), media_type, data)


def _too_large(path: Path, found: str) -> InvalidInput:
    return InvalidInput(
        f"{path} has {found}; at most {LARGEST // _MEGABYTE} MB are taken in.",
        Advice("Keep it where it is, and say where with {option}.", option=Option("reference")),
    )


class Agreements(Things):
    """Agreements, which are drafted, signed, amended, and replace earlier ones of the partner.

    Attributes:
        corrected_since: since when the terms hold that were corrected last; None of a draft.
    """

    corrected_since: date | None = None

    def defaults(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What is not signed is a draft since it was sent, or since today."""
        drafted = {"drafted_on": said.get("sent_on") or self.work.today}
        is_said = {"signed_on", "drafted_on"} & said.keys()
        return super().defaults(said) | ({} if is_said else drafted)

    def check(self, data: Any, row: Agreement | None) -> None:
        """Refuse what cannot be said of an agreement.

        Raises:
            InvalidInput: it would be signed on a day yet to come, sent or signed before it was
                drafted, replace itself, or have its partner as a further party.
            NotFound: there is no such agreement to replace.
        """
        super().check(data, row)
        if data.replaces is not None:
            self.get(data.replaces)
        if row is not None and data.replaces == row.id:
            raise InvalidInput(f"Agreement #{row.id} cannot replace itself.")
        days = {"drafted_on", "sent_on", "signed_on"}
        if row is None or any(getattr(data, day) != getattr(row, day) for day in days):
            for day in (data.sent_on, data.signed_on):
                _refuse_before_draft(data.drafted_on, day, row.id if row else None)

    def current(self, number: int) -> dict[str, Any]:
        """An agreement's fields as they are, its terms as they are today."""
        return super().current(number) | terms_on(self.work, self.get(number), self.work.today)

    def edit(self, number: int, data: Any) -> Any:
        """Correct an agreement: its terms as they are today, since these were agreed.

        What amendments after that left as it was follows.

        Raises:
            InvalidInput: see `check`; or it would end before an amendment holds.
        """
        row = self.get(number)
        self.check(data, row)
        amendment = _last_amendment(self.work, row, self.work.today)
        self.corrected_since = amendment.starts_on if amendment else row.valid_from or row.signed_on
        holder: Any = amendment or row
        before = {name: getattr(holder, name) for name in TERMS}
        if amendment is not None:
            _refuse_end_before(amendment.starts_on, data.valid_until, number)
        for name, value in self.columns(data).items():
            setattr(holder if name in TERMS else row, name, value)
        self.work.session.flush()
        self._write_parts(number, data)
        after = {name: getattr(holder, name) for name in TERMS}
        changed = {name: value for name, value in after.items() if value != before[name]}
        _carry_on(self.work, number, before, changed, amendment.starts_on if amendment else None)
        return row

    def with_changes(
        self, number: int, said: Mapping[str, Any], less: Mapping[str, Sequence[Any]]
    ) -> dict[str, Any]:
        """An agreement's fields as they are to be: one notice takes the place of another."""
        return super().with_changes(number, one_notice(said), less)


def one_notice(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of terms: a notice takes the place of one that was said otherwise."""
    others = {"notice": "notice_months", "notice_months": "notice"}
    named = others.keys() & said.keys()
    return {others[name]: None for name in named if len(named) == 1} | dict(said)


class Amended(NamedTuple):
    """What came of amending.

    Attributes:
        row: the amendment; None where the terms of the beginning were corrected.
        is_corrected: something was agreed from that day already, and is corrected.
    """

    row: Amendment | None
    is_corrected: bool


def amend(
    work: UnitOfWork,
    number: int,
    start: date,
    signed_on: date | None,
    said: Mapping[str, Any],
    validated: Callable[[type[Schema], Mapping[str, Any]], Any] = validate,
) -> Amended:
    """Agree otherwise on some terms of an agreement, from a day on.

    What was agreed from that day already, by an amendment or at the beginning, is corrected.
    Later amendments keep what they changed; what they left as it was follows.

    Args:
        work: the unit of work.
        number: the agreement's.
        start: the first day of the new terms.
        signed_on: when that was signed; the first day, or today if that comes before it.
        said: the terms that change, as they were typed, by their names.
        validated: what holds them against the schema.

    Raises:
        InvalidInput: it was never signed, has not begun or is over on that day, is to be signed
            on a day yet to come, or the terms do not fit together.
    """
    things = things_of(work, AGREEMENT)
    agreement: Agreement = things.get(number)
    there = _amendment_from(work, number, start)
    begins = _refuse_no_amendment(work, agreement, start)
    known = signed_on or (there.signed_on if there else min(start, work.today))
    if known > work.today:
        raise InvalidInput(f"{known} lies in the future; amend an agreement when that is signed.")
    before = terms_on(work, agreement, start)
    values = things.current(number) | before | one_notice(said)
    data = validated(things.schema, values)
    _refuse_end_before(start, data.valid_until, number)
    after = {name: value for name, value in things.columns(data).items() if name in TERMS}
    changed = {name: value for name, value in after.items() if value != before[name]}
    if not changed and there is None:
        raise InvalidInput(f"Agreement #{number} says all of that already on {start}.")
    if start == begins:
        for name, value in changed.items():
            setattr(agreement, name, value)
        _carry_on(work, number, before, changed, None)
        return Amended(None, is_corrected=True)
    row = there or Amendment(agreement_id=number, starts_on=start, signed_on=known, **after)
    row.signed_on = known
    for name, value in after.items():
        setattr(row, name, value)
    work.session.add(row)
    work.session.flush()
    _carry_on(work, number, before, changed, start)
    return Amended(row, there is not None)


def withdraw_amendment(work: UnitOfWork, number: int, start: date) -> None:
    """Take out an amendment that was recorded by mistake, with its files.

    What later ones did not change is again as it was before it.

    Raises:
        NotFound: there is none from that day.
    """
    row = _amendment_from(work, number, start)
    if row is None:
        raise NotFound(
            f"Agreement #{number} has no amendment from {start}.",
            Advice("{command} lists them.", command=Action("agreement", "show", (number,))),
        )
    agreement: Agreement = things_of(work, AGREEMENT).get(number)
    after = terms_on(work, agreement, start)
    before = terms_on(work, agreement, days_after(start, -1))
    for document in work.session.exec(select(Document).where(Document.amendment_id == row.id)):
        work.session.delete(document)
    work.session.flush()
    work.session.delete(row)
    work.session.flush()
    changed = {name: value for name, value in before.items() if value != after[name]}
    _carry_on(work, number, after, changed, start)


def terms_on(work: UnitOfWork, agreement: Agreement, day: date) -> dict[str, Any]:
    """What was agreed for a day: by the last amendment until then, else at the beginning."""
    holder = _last_amendment(work, agreement, day) or agreement
    return {name: getattr(holder, name) for name in TERMS}


def _last_amendment(work: UnitOfWork, agreement: Agreement, day: date) -> Amendment | None:
    own = select(Amendment).where(
        Amendment.agreement_id == agreement.id, col(Amendment.starts_on) <= day
    )
    return work.session.exec(own.order_by(col(Amendment.starts_on).desc())).first()


def _refuse_end_before(start: date, end: date | None, number: int) -> None:
    """Refuse terms by which an agreement ends before they hold."""
    if end is not None and end < start:
        raise InvalidInput(
            f"Agreement #{number} would end on {end}, before that amendment holds, from {start}.",
            Advice(
                "{command} ends an agreement before its time.",
                command=Action("agreement", "terminate", (number,)),
            ),
        )


def _amendment_from(work: UnitOfWork, number: int, start: date) -> Amendment | None:
    own = select(Amendment).where(Amendment.agreement_id == number, Amendment.starts_on == start)
    return work.session.exec(own).first()


def _refuse_no_amendment(work: UnitOfWork, agreement: Agreement, start: date) -> date:
    """Refuse to amend what is not signed, has not begun, or is over; the day it begins."""
    number = agreement.id
    correct = Advice(
        "{command} changes what it says from the beginning.",
        command=Action("agreement", "edit", (number,)),
    )
    if agreement.signed_on is None:
        raise InvalidInput(f"Agreement #{number} is a draft; there is nothing to amend.", correct)
    begins = agreement.valid_from or agreement.signed_on
    if start < begins:
        raise InvalidInput(f"Agreement #{number} begins on {begins}; {start} lies before that.")
    if start == begins:
        return begins
    end = _last_day(work, agreement, days_after(start, -1))
    if end is not None and end < start:
        over = "was terminated" if agreement.terminated_on else "ends"
        raise InvalidInput(
            f"Agreement #{number} {over} on {agreement.terminated_on or end}, "
            f"not after {start}; what is over is not amended.",
            Advice(
                "{command} records the one that follows it.",
                command=Action("agreement", "renew", (number,), {"valid_until": "DATE"}),
            ),
        )
    return begins


def _last_day(work: UnitOfWork, agreement: Agreement, day: date) -> date | None:
    """The last day that an agreement holds by the terms of a day; None if that is open."""
    terms = terms_on(work, agreement, day)
    names = ("valid_until", "renewal", "renewal_months")
    facts = AgreementFacts(
        agreement.kind,
        terminated_on=agreement.terminated_on,
        **{name: terms[name] for name in names},
    )
    return last_day(facts)


def _carry_on(
    work: UnitOfWork,
    number: int,
    before: Mapping[str, Any],
    changed: Mapping[str, Any],
    since: date | None,
) -> None:
    """Let amendments from a later day have what changed, as far as they left that as it was."""
    later = select(Amendment).where(Amendment.agreement_id == number)
    if since is not None:
        later = later.where(col(Amendment.starts_on) > since)
    open_terms = dict(changed)
    for row in work.session.exec(later.order_by(col(Amendment.starts_on))).all():
        for name in list(open_terms):
            if getattr(row, name) == before[name]:
                setattr(row, name, changed[name])
            else:
                del open_terms[name]
    work.session.flush()


def next_term(
    work: UnitOfWork, number: int, signed_on: date, valid_from: date | None
) -> dict[str, Any]:
    """What a new agreement on the same terms would say, but for its end.

    It begins when the term of this one is over, and not before it is signed, unless
    another day is given. The terms are those that hold last, the parties those that stayed.

    Raises:
        InvalidInput: this one has no term that ends, or the new one begins within it.
    """
    things = things_of(work, AGREEMENT)
    row = things.get(number)
    terms = terms_on(work, row, date.max)
    end = _end_to_renew(work, row, terms)
    start = valid_from or max(days_after(end, 1), signed_on)
    if start <= end:
        raise InvalidInput(f"Agreement #{number} runs until {end}; the next begins after that.")
    kept = {name: getattr(row, name) for name in ("kind", "title", "reference")}
    kept |= {name: terms[name] for name in ("exit_terms", "value", "currency")}
    kept |= {name: terms[name] for name in ("notice_months", "notice", "notice_to")}
    first, *others = [party.partner_id for party in _parties(work, number) if not party.left_on]
    return {
        **kept,
        "partner": first,
        "parties": others,
        "replaces": number,
        "signed_on": signed_on,
        "valid_from": start,
    }


def keep_content(work: UnitOfWork, file: File) -> str:
    """Take a file's bytes into the register, the same ones once; their SHA-256 in hex."""
    sha256 = hashlib.sha256(file.data).hexdigest()
    if work.session.get(Content, sha256) is None:
        work.session.add(Content(sha256=sha256, size=len(file.data), data=file.data))
        work.session.flush()
    return sha256


def add_document(
    work: UnitOfWork, agreement: Agreement, file: File, amendment: Amendment | None = None
) -> Document:
    """Attach a file to an agreement, or to an amendment of it."""
    assert agreement.id is not None
    document = Document(
        agreement_id=agreement.id,
        amendment_id=amendment.id if amendment else None,
        name=file.name,
        media_type=file.media_type,
        sha256=keep_content(work, file),
    )
    work.session.add(document)
    work.session.flush()
    return document


def sign(work: UnitOfWork, number: int, day: date) -> Agreement:
    """Note the day on which all parties had signed.

    Raises:
        InvalidInput: it is signed already, terminated, ended before that day, or the day
            is yet to come.
    """
    agreement: Agreement = things_of(work, AGREEMENT).get(number)
    if agreement.signed_on is not None:
        raise InvalidInput(f"Agreement #{number} was signed on {agreement.signed_on} already.")
    _refuse_signature(work, agreement, day)
    agreement.signed_on = day
    work.session.flush()
    return agreement


class Signing(NamedTuple):
    """Whose signature is noted.

    Attributes:
        party: the side.
        name: who signed for it, if that is said.
        represents: of several parties, the number of the one that they signed for.
    """

    party: Party
    name: str | None = None
    represents: int | None = None


def add_signature(work: UnitOfWork, number: int, signing: Signing, day: date | None) -> Signature:
    """Note that one side signed; when all have, the agreement is signed from the last of the days.

    Args:
        work: the unit of work.
        number: the agreement's.
        signing: whose signature it is.
        day: when; today if not given, or the day on which the agreement was signed.

    Raises:
        InvalidInput: it was signed before that day by all, is terminated, ended before that day,
            the day is yet to come, or it is not said for which of several parties they signed.
    """
    agreement: Agreement = things_of(work, AGREEMENT).get(number)
    signed = day or agreement.signed_on or work.today
    if agreement.signed_on is not None and signed > agreement.signed_on:
        raise InvalidInput(
            f"Agreement #{number} was signed by all on {agreement.signed_on} already.",
            Advice(
                "If that is wrong: {command}.",
                command=Action("agreement", "edit", (number,), {"signed_on": "DATE"}),
            ),
        )
    if agreement.signed_on is None:
        _refuse_signature(work, agreement, signed)
    parties = _signatories(work, number, signed)
    represents = signing.represents
    if signing.party is Party.THEY and represents is None:
        if len(parties) > 1:
            raise InvalidInput(
                f"Agreement #{number} has several parties: {', '.join(parties.values())}.",
                Advice("Say for which of them with {option}.", option=Option("represents")),
            )
        represents = next(iter(parties), None)
    if represents is not None and represents not in parties:
        raise InvalidInput(f"Partner #{represents} is no party of agreement #{number}.")
    row = Signature(
        agreement_id=number,
        party=signing.party,
        represents_id=None if represents == agreement.partner_id else represents,
        name=signing.name,
        signed_on=signed,
    )
    work.session.add(row)
    work.session.flush()
    if agreement.signed_on is None:
        agreement.signed_on = _all_signed(work, agreement)
        work.session.flush()
    return row


def _signatories(work: UnitOfWork, number: int, day: date) -> dict[int, str]:
    """Who has to sign with us: the parties that have not left by a day, with their names."""
    return {
        party.partner_id: party.partner
        for party in _parties(work, number)
        if party.left_on is None or party.left_on > day
    }


def _all_signed(work: UnitOfWork, agreement: Agreement) -> date | None:
    """The day of the last signature, if nobody's is missing."""
    assert agreement.id is not None
    mine = select(Signature).where(Signature.agreement_id == agreement.id)
    rows = work.session.exec(mine).all()
    signed = {row.represents_id or agreement.partner_id for row in rows if row.party is Party.THEY}
    we = any(row.party is Party.WE for row in rows)
    last = max(row.signed_on for row in rows if row.signed_on is not None)
    return last if we and signed.issuperset(_signatories(work, agreement.id, last)) else None


def _refuse_before_draft(drafted: date | None, day: date | None, number: int | None) -> None:
    """Refuse to have an agreement sent or signed on a day before it was drafted."""
    if drafted is None or day is None or day >= drafted:
        return
    raise InvalidInput(
        f"{day} lies before the draft, of {drafted}.",
        Advice(
            "Give an earlier day of the draft with {option}.", option=Option("drafted_on", "DATE")
        )
        if number is None
        else Advice(
            "If it was drafted earlier: {command}.",
            command=Action("agreement", "edit", (number,), {"drafted_on": "DATE"}),
        ),
    )


def _refuse_signature(work: UnitOfWork, agreement: Agreement, day: date) -> None:
    """Refuse to have a draft signed on a day that cannot be."""
    number = agreement.id
    if day > work.today:
        raise InvalidInput(f"{day} lies in the future; note a signature when it is there.")
    _refuse_before_draft(agreement.drafted_on, day, number)
    if agreement.terminated_on is not None:
        raise InvalidInput(
            f"Agreement #{number} was terminated on {agreement.terminated_on}; "
            "nobody signs it after that.",
            Advice("Record a new one with {command}.", command=Action("agreement", "attach")),
        )
    if agreement.valid_until is not None and agreement.valid_until < day:
        raise InvalidInput(f"Agreement #{number} ended on {agreement.valid_until}, before {day}.")


def send(work: UnitOfWork, number: int, sent_to: str, day: date) -> Agreement:
    """Note who has a draft, and since when.

    Raises:
        InvalidInput: it is signed already, or the day is yet to come.
    """
    things = things_of(work, AGREEMENT)
    agreement: Agreement = things.get(number)
    if agreement.signed_on is not None:
        raise InvalidInput(f"Agreement #{number} was signed on {agreement.signed_on} already.")
    said = {"sent_to": sent_to, "sent_on": day}
    sent: Agreement = things.edit(number, validate(things.schema, things.current(number) | said))
    return sent


def join(work: UnitOfWork, number: int, partner: PartnerName, day: date) -> None:
    """Make a partner a party of an agreement from a day on.

    Raises:
        InvalidInput: it is one, was one, or the agreement is over by then.
    """
    agreement: Agreement = things_of(work, AGREEMENT).get(number)
    for known in _parties(work, number):
        if known.partner_id == partner.id:
            until = f" until {known.left_on}" if known.left_on else ""
            raise InvalidInput(
                f"{partner.name} {'was' if until else 'is'} a party of agreement #{number}"
                f"{until or ' already'}.",
                Advice(
                    "Record what is agreed anew with {command}.",
                    command=Action("agreement", "attach", (partner.id,)),
                )
                if until
                else "",
            )
    end = _last_day(work, agreement, day)
    if end is not None and end < day:
        raise InvalidInput(f"Agreement #{number} ends on {end}; nobody joins it after that.")
    work.session.add(AgreementParty(agreement_id=number, partner_id=partner.id, joined_on=day))
    work.session.flush()


def cover(work: UnitOfWork, number: int, partners: Sequence[PartnerName], day: date) -> None:
    """Let an agreement cover partners from a day on, who are no parties of it.

    Raises:
        InvalidInput: the agreement is over by then.
        NotFound: there is no such agreement.
    """
    agreement: Agreement = things_of(work, AGREEMENT).get(number)
    end = _last_day(work, agreement, day)
    if end is not None and end < day:
        raise InvalidInput(f"Agreement #{number} ends on {end}; it covers nobody after that.")
    for partner in partners:
        work.session.add(AgreementCover(agreement_id=number, partner_id=partner.id, joined_on=day))
    work.session.flush()


def uncover(work: UnitOfWork, number: int, partners: Sequence[PartnerName], last: date) -> None:
    """Make a day the last one on which an agreement covers partners.

    Raises:
        NotFound: there is no such agreement, or it does not cover one of them beyond that day.
    """
    things_of(work, AGREEMENT).get(number)
    beyond = days_after(last, 1)
    for partner in partners:
        rows = select(AgreementCover).where(
            AgreementCover.agreement_id == number, AgreementCover.partner_id == partner.id
        )
        for row in work.session.exec(rows):
            if row.joined_on <= last and (row.left_on is None or row.left_on > beyond):
                row.left_on = beyond
                break
        else:
            raise NotFound(f"Agreement #{number} does not cover {partner.name} after {last}.")
    work.session.flush()


def leave(work: UnitOfWork, number: int, partner: PartnerName, day: date) -> None:
    """From a day on a partner is no party of an agreement, which goes on between the others.

    Raises:
        InvalidInput: it has left already, joined after that day, the agreement ended before it,
            or nobody else would be left.
        NotFound: it is no party.
    """
    agreement: Agreement = things_of(work, AGREEMENT).get(number)
    parties = {party.partner_id: party for party in _parties(work, number)}
    if (own := parties.get(partner.id)) is None:
        raise NotFound(f"{partner.name} is no party of agreement #{number}.")
    if own.left_on is not None:
        raise InvalidInput(f"{partner.name} left agreement #{number} on {own.left_on} already.")
    begins = own.joined_on or agreement.valid_from or agreement.signed_on
    if begins is not None and day <= begins:
        raise InvalidInput(f"{partner.name} is a party from {begins}; {day} does not come after.")
    end = _last_day(work, agreement, day)
    if end is not None and end < day:
        raise InvalidInput(f"Agreement #{number} ends on {end}; nobody leaves it after that.")
    if not any(party.left_on is None for party in parties.values() if party is not own):
        raise InvalidInput(
            f"Nobody would be left with us in agreement #{number}.",
            Advice("{command} ends it.", command=Action("agreement", "terminate", (number,))),
        )
    row: Any = agreement
    if partner.id != agreement.partner_id:
        mine = select(AgreementParty).where(
            AgreementParty.agreement_id == number, AgreementParty.partner_id == partner.id
        )
        row = work.session.exec(mine).one()
    row.left_on = day
    work.session.flush()


def _parties(work: UnitOfWork, number: int) -> list[PartyRow]:
    return work.reader.all(parties_of_agreement, agreement=number)


def suspend(
    work: UnitOfWork, number: int, start: date, end: date | None, reason: str | None
) -> Suspension:
    """Let an agreement not hold from a first day to a last one.

    Raises:
        InvalidInput: it is not signed, does not hold then, or is suspended in that time already.
    """
    agreement: Agreement = things_of(work, AGREEMENT).get(number)
    if agreement.signed_on is None:
        raise InvalidInput(f"Agreement #{number} is a draft; there is nothing to suspend.")
    begins = agreement.valid_from or agreement.signed_on
    if start < begins:
        raise InvalidInput(f"Agreement #{number} begins on {begins}, after {start}.")
    if end is not None and end < start:
        raise InvalidInput(f"{end} lies before the start {start}.")
    last = _last_day(work, agreement, start)
    if last is not None and last < start:
        raise InvalidInput(f"Agreement #{number} ends on {last}, before {start}.")
    row = Suspension(agreement_id=number, starts_on=start, ends_on=end, reason=reason)
    work.session.add(row)
    work.session.flush()
    return row


def resume(work: UnitOfWork, number: int, day: date) -> Suspension:
    """From a day on an agreement that is suspended holds again.

    Raises:
        InvalidInput: it is not suspended then, or only from that day on.
    """
    things_of(work, AGREEMENT).get(number)
    before = days_after(day, -1)
    running = select(Suspension).where(
        Suspension.agreement_id == number,
        col(Suspension.starts_on) <= before,
        or_(col(Suspension.ends_on).is_(None), col(Suspension.ends_on) >= day),
    )
    row = work.session.exec(running).first()
    if row is None:
        raise InvalidInput(
            f"Agreement #{number} cannot resume on {day}: it is not suspended on the day before.",
            Advice("{command} tells when it is.", command=Action("agreement", "show", (number,))),
        )
    row.ends_on = before
    work.session.flush()
    return row


def terminate(work: UnitOfWork, number: int, day: date) -> Agreement:
    """Note the day from which an agreement is no longer in force.

    Raises:
        InvalidInput: it is terminated already, was never signed, began after that day, or ends
            by itself before it.
    """
    agreement: Agreement = things_of(work, AGREEMENT).get(number)
    if agreement.terminated_on is not None:
        raise InvalidInput(
            f"Agreement #{number} was terminated on {agreement.terminated_on} already."
        )
    if agreement.signed_on is None:
        raise InvalidInput(f"Agreement #{number} was never signed; there is nothing to terminate.")
    start = agreement.valid_from or agreement.signed_on
    if day < start:
        raise InvalidInput(f"Agreement #{number} begins on {start}, after {day}.")
    end = _last_day(work, agreement, day)
    if end is not None and end < day:
        raise InvalidInput(
            f"Agreement #{number} ends on {end} by itself, before {day}; "
            "there is nothing left to terminate."
        )
    agreement.terminated_on = day
    work.session.flush()
    return agreement


def _end_to_renew(work: UnitOfWork, row: Agreement, terms: Mapping[str, Any]) -> date:
    """The last day of an agreement that can be renewed."""
    if row.signed_on is None:
        raise InvalidInput(
            f"Agreement #{row.id} was never signed; there is nothing to renew.",
            Advice(
                "{command} notes the day on which it was.",
                command=Action("agreement", "sign", (row.id,)),
            ),
        )
    if row.terminated_on is not None:
        raise InvalidInput(
            f"Agreement #{row.id} was terminated on {row.terminated_on}.",
            Advice("Record a new one with {command}.", command=Action("agreement", "attach")),
        )
    if terms["valid_until"] is None:
        raise InvalidInput(f"Agreement #{row.id} has no end; there is nothing to renew.")
    if terms["renewal"] is Renewal.TACIT:
        raise InvalidInput(
            f"Agreement #{row.id} renews by itself every {terms['renewal_months']} months.",
            Advice("{command} ends that.", command=Action("agreement", "terminate", (row.id,))),
        )
    later = select(Agreement).where(Agreement.replaces_id == row.id)
    if (newer := work.session.exec(later).first()) is not None:
        raise InvalidInput(
            f"Agreement #{row.id} was replaced by #{newer.id} already.",
            Advice(
                "Renew that one: {command}.",
                command=Action("agreement", "renew", (newer.id,), {"valid_until": "DATE"}),
            ),
        )
    end: date = terms["valid_until"]
    return end
