"""A letter of intent or a written agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.actions import Action, Advice, Option
from partnerreg.domain import parsing
from partnerreg.domain.enums import AgreementKind, NoticeTo, Renewal
from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.fields import (
    COUNT,
    CURRENCY,
    DAY,
    LINE,
    NAME,
    STRETCH,
    TEXT,
    Field,
    Reference,
    References,
    Several,
    Word,
)
from partnerreg.nouns.noun import Noun, Problem, Sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TAKES_EFFECT = """
    effective date, effective from
    ikrafttrædelse, ikrafttrædelsesdato, aftalestart
    ikraftträdande, avtalsstart
    voimaantulo, voimaantulopäivä, sopimus alkaa
    ikrafttredelse, ikrafttredelsesdato, avtalestart
"""

_RUNS_OUT = """
    expires, expires on, expiry date, expiration date
    udløber, udløber den, udløbsdato, udløb, aftalen udløber
    löper ut, utgångsdatum, avtalsslut, avtalet löper ut
    sopimus päättyy, voimassaolo päättyy
    utløper, utløper den, utløpsdato, avtalen utløper
"""

# The longest term of renewal or notice, in months: fifty years.
LONGEST = 600


def _terms_fit(agreement: Any) -> Iterator[Problem]:
    """Its days come one after the other; a term that renews itself ends first."""
    start = agreement.valid_from or agreement.signed_on
    months, notice = agreement.renewal_months, agreement.notice_months
    for name in ("valid_until", "terminated_on"):
        if start and (day := getattr(agreement, name)) and day < start:
            would_end = f"Would end on {day}, before it begins on {start}."
            yield Problem(name, f"{day} lies before the start {start}", would_end)
    if months is not None and agreement.valid_until is None:
        yield Problem("renewal_months", "need an end of the first term; give it with --until")
    if months is not None and not 1 <= months <= LONGEST:
        yield Problem("renewal_months", f"must be 1 to {LONGEST}")
    if notice is not None and notice > LONGEST:
        yield Problem("notice_months", f"must be at most {LONGEST}")
    if agreement.sent_on is not None and agreement.sent_to is None:
        yield Problem("sent_on", "needs who has it; give that with --sent-to")


def _notice_fits(agreement: Any) -> Iterator[Problem]:
    """Notice is said once, and to the end of something that ends."""
    notice = agreement.notice_months
    if notice is not None and agreement.notice is not None:
        yield Problem("notice", "is said twice: in months, too")
    if agreement.notice_to is not None and notice is None and agreement.notice is None:
        yield Problem("notice_to", "needs a length of notice; give it with --notice")
    if agreement.notice_to is NoticeTo.TERM and agreement.valid_until is None:
        yield Problem("notice_to", "needs an end of the term; give it with --until")


def _value_fits(agreement: Any) -> Iterator[Problem]:
    """A value is in a currency."""
    for name, other in (("value", "currency"), ("currency", "value")):
        if getattr(agreement, name) is not None and getattr(agreement, other) is None:
            yield Problem(name, f"needs a {other}; give it with --{other}")


# What an amendment may change from a day.
TERMS = (
    "valid_until",
    "renewal",
    "renewal_months",
    "notice",
    "notice_months",
    "notice_to",
    "exit_terms",
    "value",
    "currency",
)


def term_label(name: str) -> str:
    """What a term is called where it changed: its end is no first one then."""
    return N_("Until") if name == "valid_until" else AGREEMENT.field(name).label


def _renewal(agreement: Any) -> Renewal:
    """Whether its term runs on by itself."""
    return Renewal.NONE if agreement.renewal_months is None else Renewal.TACIT


def _called_by_kind(said: Mapping[str, Any]) -> str:
    """An agreement without a title is called by its kind."""
    try:
        kind = parsing.member(AgreementKind, str(said["kind"]))
    except parsing.ParseError:
        return str(said["kind"])
    return kind.replace("-", " ").capitalize()


AGREEMENT = Noun(
    "agreement",
    "agreements",
    N_("Agreements"),
    "Letters of intent and written agreements, with their files.",
    fields=(
        Field(
            "partner",
            Reference("partner"),
            N_("Partner"),
            "With which partner.",
            headers=headers.ORGANISATION,
            required=True,
            argument=True,
            fixed=True,
        ),
        Field(
            "municipality",
            LINE,
            N_("Municipality"),
            "Where the partner is; tells namesakes apart.",
            headers=headers.MUNICIPALITY,
            own=False,
            shown=False,
        ),
        Field(
            "kind",
            Word(AgreementKind),
            N_("Kind"),
            "What it is.",
            hints=headers.KIND_HINTS,
            headers="""
                kind, agreement kind, agreement type, kind of agreement, type of agreement
                aftaletype, aftaleform, aftalens art, type af aftale
                avtalstyp, avtalsform, typ av avtal, slags avtal
                sopimustyyppi, sopimuksen tyyppi, sopimuslaji, sopimuksen laji
                avtaletype, avtaleform, type avtale, avtalens art
            """,
            required=True,
        ),
        Field(
            "title",
            NAME,
            N_("Title"),
            "Its title; the kind if not given.",
            headers="""
                title, agreement title, agreement name, name of agreement
                titel, aftaletitel, aftalens titel, aftalenavn, aftalens navn
                titel, avtalstitel, avtalets titel, avtalsnamn, avtalets namn
                otsikko, sopimuksen otsikko, sopimuksen nimi
                tittel, avtaletittel, avtalens tittel, avtalenavn, avtalens navn
            """,
            required=True,
            default=_called_by_kind,
            shown=False,
        ),
        Field(
            "parties",
            References("partner", table="agreement_party"),
            N_("Further parties"),
            "Who is a party besides; may be repeated.",
            headers="""
                further parties, other parties, also with
                andre parter, øvrige parter, også med
                övriga parter, andra parter, även med
                muut osapuolet, muut sopijapuolet
                andre parter, øvrige parter, også med
            """,
            option="with",
            less="without",
            own=False,
            shown=False,
        ),
        Field(
            # The number that an agreement has elsewhere is what it is filed under.
            "reference",
            LINE,
            N_("Reference"),
            "Its number in another system.",
            headers="""
                reference, reference number, reference no, case number, case no, agreement number, \
                    agreement no, contract number
                reference, referencenummer, sagsnummer, sagsnr, journalnummer, journalnr, \
                    aftalenummer, aftalenr, kontraktnummer
                referens, referensnummer, diarienummer, diarienr, dnr, ärendenummer, avtalsnummer, \
                    avtalsnr
                viite, viitenumero, diaarinumero, dnro, asianumero, sopimusnumero, sopimusnro
                referanse, referansenummer, saksnummer, saksnr, journalnummer, avtalenummer, \
                    avtalenr
            """,
            shown=False,
        ),
        Field(
            "drafted_on",
            DAY,
            N_("Drafted"),
            "A draft since; today if neither this nor a signing day is given.",
            headers="""
                drafted on, drafted, draft of, draft since
                udkast fra, udkast af, udkast siden
                utkast från, utkast av, utkast sedan
                luonnos alkaen, luonnosteltu, luonnoksen päivä
                utkast fra, utkast av, utkast siden
            """,
            option="drafted",
            past="a draft is drafted when it is there",
            shown=False,
        ),
        Field(
            "sent_to",
            LINE,
            N_("Draft with"),
            "Who has the draft.",
            headers="""
                draft with, sent to, draft sent to
                udkast hos, sendt til, udkast sendt til
                utkast hos, skickat till, utkast skickat till
                luonnos on, lähetetty kenelle, luonnos lähetetty kenelle
                utkast hos, sendt til, utkast sendt til
            """,
            personal=True,
            shown=False,
        ),
        Field(
            "sent_on",
            DAY,
            N_("Draft sent"),
            "Since when they have the draft.",
            headers="""
                sent on, draft sent on, draft sent
                sendt den, udkast sendt den, udkast sendt
                skickat den, utkast skickat den, utkast skickat
                lähetetty, luonnos lähetetty
                sendt den, utkast sendt den, utkast sendt
            """,
            past="note that a draft was sent when it is sent",
            shown=False,
        ),
        Field(
            "signed_on",
            DAY,
            N_("Signed"),
            "Signed on; a draft if not given.",
            headers="""
                signed on, signed, date signed, signing date, signature date, date of signature
                underskrevet den, underskrevet, underskriftsdato, dato for underskrift
                undertecknat den, undertecknat, undertecknad, underskrivet, underskriftsdatum, \
                    datum för undertecknande
                allekirjoitettu, allekirjoituspäivä, allekirjoituspäivämäärä, allekirjoituspvm
                signert den, signert, signeringsdato, underskrevet, underskriftsdato
            """,
            option="signed",
            past="an agreement is signed when it is signed",
            past_remedy=Advice(
                "Leave {option} out for a draft, and note the day with {command}.",
                option=Option("signed_on"),
                command=Action("agreement", "sign"),
            ),
            shown=False,
        ),
        Field(
            "valid_from",
            DAY,
            N_("From"),
            "In force from; else from signing.",
            hints=headers.STARTS_HINTS,
            headers=headers.also(headers.VALID_FROM, headers.also(_TAKES_EFFECT, headers.STARTS)),
            option="from",
            shown=False,
        ),
        Field(
            "valid_until",
            DAY,
            N_("First until"),
            "In force until; else open-ended.",
            hints=headers.ENDS_HINTS,
            headers=headers.also(headers.VALID_UNTIL, headers.also(_RUNS_OUT, headers.ENDS)),
            option="until",
            shown=False,
        ),
        Field(
            "renewal",
            Word(Renewal),
            N_("Renewal"),
            "What happens when its term runs out; follows from the months.",
            typed=False,
            follows=_renewal,
        ),
        Field(
            # A number is of months only where the header says so.
            "renewal_months",
            COUNT,
            N_("Renewal months"),
            "Renews by itself for so many months each time.",
            headers="""
                renewal months, renewal in months, renewed for months, renewal period months
                fornyes måneder, fornyelse måneder, fornyelse i måneder, forlænges måneder, \
                    forlængelse måneder, forlængelse i måneder, fornyelse mdr, forlængelse mdr
                förnyas månader, förnyelse månader, förnyelse i månader, förlängs månader, \
                    förlängning månader, förlängning i månader, förlängning mån
                uusiutuu kuukautta, uusiutuu kuukausiksi, jatkokausi kuukausina, jatkokausi kk, \
                    jatkuu kuukautta
                fornyes måneder, fornyelse måneder, fornyelse i måneder, forlenges måneder, \
                    forlengelse måneder, forlengelse i måneder, fornyelse mnd
            """,
            shown=False,
        ),
        Field(
            "notice_months",
            COUNT,
            N_("Notice months"),
            "Notice before the end of a term.",
            headers="""
                notice months, notice in months, notice period months, notice period in months
                opsigelse måneder, opsigelsesvarsel måneder, opsigelsesvarsel i måneder, \
                    opsigelsesvarsel mdr, opsigelsesfrist måneder, opsigelsesfrist i måneder
                uppsägning månader, uppsägningstid månader, uppsägningstid i månader, \
                    uppsägningstid mån
                irtisanomisaika kuukausina, irtisanomisaika kuukautta, irtisanomisaika kk
                oppsigelse måneder, oppsigelsestid måneder, oppsigelsestid i måneder, \
                    oppsigelsestid mnd, oppsigelsesfrist måneder
            """,
            sql="CASE WHEN agreement.notice LIKE '%m' THEN"
            " CAST(rtrim(agreement.notice, 'm') AS INTEGER) ELSE agreement.notice_months END",
            shown=False,
        ),
        Field(
            "notice",
            STRETCH,
            N_("Notice"),
            "Notice before the end: days, weeks or months.",
            headers="""
                notice, notice period, period of notice
                opsigelsesvarsel, opsigelsesfrist, varsel
                uppsägningstid
                irtisanomisaika
                oppsigelsestid, oppsigelsesfrist
            """,
            sql="coalesce(agreement.notice, CAST(agreement.notice_months AS VARCHAR) || 'm')",
            shown=False,
        ),
        Field(
            "notice_to",
            Word(NoticeTo),
            N_("Notice to"),
            "To the end of what notice is given; of the term if not said.",
            headers="""
                notice to, notice to the end of
                opsigelse til, opsigelse til udgangen af
                uppsägning till, uppsägning till utgången av
                irtisanominen päättymään
                oppsigelse til, oppsigelse til utgangen av
            """,
            shown=False,
        ),
        Field(
            "value",
            COUNT,
            N_("Value"),
            "What it is worth, in whole units of the currency.",
            headers="""
                value, agreement value, contract value, amount
                værdi, aftalens værdi, aftaleværdi, kontraktsum, beløb
                värde, avtalets värde, avtalsvärde, belopp
                arvo, sopimuksen arvo, summa
                verdi, avtalens verdi, avtaleverdi, beløp
            """,
            shown=False,
        ),
        Field(
            "currency",
            CURRENCY,
            N_("Currency"),
            "Of the value, in three letters, as DKK.",
            headers="""
                currency
                valuta
                valuta
                valuutta
                valuta
            """,
            shown=False,
        ),
        Field(
            # The first day without it, not the day on which notice was given.
            "terminated_on",
            DAY,
            N_("Terminated on"),
            "From that day not in force.",
            headers="""
                terminated on, terminated, termination date
                ophørt den, ophørt, ophørsdato, ophævet den, opsagt pr, opsagt til
                upphört den, upphört, upphörde, hävt den, uppsagt per, uppsagt till
                päättynyt, purettu, irtisanottu päättymään
                opphørt den, opphørt, opphørsdato, hevet den, sagt opp per, oppsagt til
            """,
            option="terminated",
            shown=False,
        ),
        Field(
            # Of the partner that it was made with; those beside it have days of their own.
            "left_on",
            DAY,
            N_("Partner left on"),
            "From that day the partner is no party.",
            typed=False,
            shown=False,
        ),
        Field(
            "we_signed",
            Several("signature", "name", among=(("party", "we"),)),
            N_("Signed for us by"),
            "Who of ours signed.",
            headers="""
                signed for us by, our signatories
                underskrevet for os af, vores underskrivere
                undertecknat för oss av, våra undertecknare
                meidän allekirjoittajamme, allekirjoittaja puolestamme
                underskrevet for oss av, våre underskrivere
            """,
            personal=True,
            typed=False,
            own=False,
            shown=False,
        ),
        Field(
            "they_signed",
            Several("signature", "name", among=(("party", "they"),)),
            N_("Signed for them by"),
            "Who of theirs signed.",
            headers="""
                signed for them by, their signatories
                underskrevet for dem af, deres underskrivere
                undertecknat för dem av, deras undertecknare
                heidän allekirjoittajansa, allekirjoittaja heidän puolestaan
                underskrevet for dem av, deres underskrivere
            """,
            personal=True,
            typed=False,
            own=False,
            shown=False,
        ),
        Field(
            "exit_terms",
            TEXT,
            N_("Exit terms"),
            "How each party can leave it.",
            headers="""
                exit terms, exit clause, terms of exit, termination terms, terms of termination
                opsigelsesvilkår, vilkår for opsigelse, ophørsvilkår, vilkår for ophør
                uppsägningsvillkor, villkor för uppsägning, villkor för upphörande
                irtisanomisehdot, päättämisehdot, irtisanomisen ehdot
                oppsigelsesvilkår, vilkår for oppsigelse, vilkår for opphør
            """,
            shown=False,
        ),
        Field(
            "replaces",
            Reference("agreement", by_number=True),
            N_("Replaces #"),
            "The agreement that it replaces.",
            headers="""
                replaces, replaces agreement, supersedes
                erstatter, erstatter aftale, afløser, afløser aftale
                ersätter, ersätter avtal
                korvaa, korvaa sopimuksen
                erstatter, erstatter avtale, avløser, avløser avtale
            """,
            shown=False,
        ),
    ),
    label="title",
    identity=("partner", "title", "signed_on"),
    order=("partner",),
    groups=(
        ("signed_on", "valid_from", "valid_until", "terminated_on", "renewal", "renewal_months"),
        ("notice", "notice_months", "notice_to"),
        ("value", "currency"),
        ("sent_to", "sent_on"),
    ),
    adding="attach",
    parts=("document", "clause", "amendment", "agreement_party", "signature", "suspension"),
    amendments="amendment",
    lists="agreements, without their files",
    thing=N_("agreement"),
    rules=(_terms_fit, _notice_fits, _value_fits),
    doubles=True,
    numbered=True,
    sentences=Sentences(
        added="Recorded agreement #{number} {title} with {partner}[; {parties}]{file}.",
        changed="Changed agreement #{number}: {fields}.",
        journal_added="#{number} {kind} with partner #{partner_id}",
    ),
    service="partnerreg.services.agreements.Agreements",
    list_spec="partnerreg.transfer.nouns.agreements.AgreementImport",
)
