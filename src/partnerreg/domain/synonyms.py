"""The words people write for the register's own, in English, Danish, Swedish, Finnish, Norwegian.

Typed options and spreadsheet cells are read by the same lists. Case, accents,
white space and punctuation do not count. A word that is not known gives None:
it is for the caller to say what was expected.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

from partnerreg.domain.names import search_key
from partnerreg.domain.vocabulary import Level, Scope, Sector

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECTORS = {
    Sector.PUBLIC: (
        "public, public sector, public body, authority, government, governmental, municipal, state,"
        "offentlig, offentlig sektor, offentligt, myndighed, kommunal, kommunalt, statslig, stat,"
        "offentliga sektorn, den offentliga sektorn, myndighet, statlig, statligt, kommunalt,"
        "julkinen, julkinen sektori, viranomainen, kunnallinen, valtio, valtiollinen,"
        "offentlig virksomhet"
    ),
    Sector.PRIVATE: (
        "private, private sector, private company, company, business, commercial, for profit,"
        "privat, privat sektor, privat virksomhed, virksomhed, erhverv, erhvervsliv, kommerciel,"
        "privata sektorn, den privata sektorn, företag, privat företag, näringsliv, kommersiell,"
        "yksityinen, yksityinen sektori, yritys, liikeyritys, elinkeinoelämä, kaupallinen,"
        "bedrift, privat bedrift, næringsliv"
    ),
    Sector.CIVIL_SOCIETY: (
        "civil society, civil, third sector, association, charity, ngo, non-profit, not for profit,"
        "non-profit organisation, non-profit organization, voluntary, voluntary organisation,"
        "civilsamfund, civilsamfundet, tredje sektor, forening, foreninger, foreningsliv,"
        "frivillig, frivillig organisation, frivillig forening, frivillig sektor, ideel,"
        "ideel organisation,"
        "civilsamhälle, civilsamhället, det civila samhället, tredje sektorn, förening, föreningar,"
        "föreningsliv, ideell, ideell förening, ideell sektor, ideella sektorn,"
        "ideell organisation, frivilligorganisation, idéburen, idéburen organisation,"
        "kansalaisyhteiskunta, kolmas sektori, yhdistys, yhdistykset, järjestö, kansalaisjärjestö,"
        "vapaaehtoisjärjestö, voittoa tavoittelematon,"
        "sivilsamfunn, sivilsamfunnet, frivillighet, frivillig organisasjon, ideell organisasjon"
    ),
    Sector.INDIVIDUAL: (
        "individual, person, private person, citizen,"
        "enkeltperson, individ, privatperson, borger, enskild, enskild person, medborgare,"
        "yksityishenkilö, henkilö, kansalainen, innbygger"
    ),
}

_SCOPES = {
    Scope.LOCAL: "local, lokal, lokalt, paikallinen",
    Scope.CROSS_CUTTING: (
        "cross-cutting, across, tværgående, på tværs, tvärgående, övergripande,"
        "läpileikkaava, poikkileikkaava, poikkihallinnollinen, tverrgående, på tvers"
    ),
    Scope.REGIONAL: "regional, regionalt, alueellinen, seudullinen, maakunnallinen",
    Scope.NATIONAL: (
        "national, nationwide, nationalt, landsdækkende, nationell, nationellt, rikstäckande,"
        "landsomfattande, valtakunnallinen, kansallinen, nasjonal, nasjonalt, landsdekkende"
    ),
}

# The labels are those of the shipped policy, and Norwegian ones beside them.
_LEVELS = {
    Level.STRATEGIC: (
        "strategic, strategic partnership, strategisk, strategisk partnerskab,"
        "strategiskt, strategiskt partnerskap, strateginen, strateginen kumppanuus,"
        "strategisk partnerskap"
    ),
    Level.SERVICE: (
        "service, service-based, service-based partnership,"
        "servicebaseret, servicebaseret partnerskab, servicebaserat, servicebaserat partnerskap,"
        "palvelu, palvelulähtöinen, palvelulähtöinen kumppanuus, tjenestebasert,"
        "tjenestebasert partnerskap, servicebasert, servicebasert partnerskap"
    ),
    Level.NETWORK: (
        "network, network collaboration, networking, netværk, netværkssamarbejde, nätverk,"
        "nätverksarbete, nätverkssamarbete, verkosto, verkostoyhteistyö, nettverk,"
        "nettverkssamarbeid"
    ),
}
_WORDS_FOR_LEVEL = ("level", "niveau", "nivå", "taso")

# The spreadsheet programs' own words for True and False are among them, and Access's -1.
_FLAGS = {
    True: "yes, y, true, t, x, 1, -1, ✓, ✔, ☑, ☒, √, ja, j, sand, sant, sann, joo, kyllä, k, tosi",
    False: "no, n, false, f, 0, ☐, ✗, ✘, nej, nei, ei, falsk, falskt, epätosi, usann",
}

_Value = TypeVar("_Value")


def word_key(text: str) -> str:
    """The key under which a word is known: its letters and digits, without case and accents.

    'CVR-nr.' and 'cvr nr' are the same word, and so are 'nivå', 'niva' and 'nivaa'.
    """
    return search_key("".join(search_key(text).split()))


@lru_cache(maxsize=1024)
def sector(text: str) -> Sector | None:
    """The sector that a word stands for; None if it is not known."""
    return _sectors().get(_key(text))


@lru_cache(maxsize=1024)
def scope(text: str) -> Scope | None:
    """The scope that a word stands for; None if it is not known."""
    return _scopes().get(_key(text))


@lru_cache(maxsize=1024)
def level(text: str) -> Level | None:
    """The level that a number, word or label stands for ('1', 'niveau 1', 'strategisk').

    None if it is not known.
    """
    return _levels().get(_key(text))


@lru_cache(maxsize=1024)
def flag(text: str) -> bool | None:
    """Whether a word or mark means yes or no; None if it is neither."""
    return _flags().get(_key(text))


def _key(text: str) -> str:
    """As `word_key`, but signs count where there are no letters: '-1' is not '1'.

    A word with a question mark is no answer.
    """
    if "?" in text:
        return ""
    return word_key(text) if any(map(str.isalpha, text)) else text.strip()


def _by_key(words: Mapping[_Value, str]) -> dict[str, _Value]:
    return {_key(word): value for value, known in words.items() for word in known.split(",")}


@cache
def _sectors() -> dict[str, Sector]:
    return _by_key(_SECTORS)


@cache
def _scopes() -> dict[str, Scope]:
    return _by_key(_SCOPES)


@cache
def _levels() -> dict[str, Level]:
    """With the number alone, after the word for level, and before a label, as in menus."""
    table = _by_key(_LEVELS)
    numbered = {f"{value:d}{key}": value for key, value in table.items()}
    for value in Level:
        numbered[f"{value:d}"] = value
        numbered |= {word_key(f"{word}{value:d}"): value for word in _WORDS_FOR_LEVEL}
    return table | numbered


@cache
def _flags() -> dict[str, bool]:
    return _by_key(_FLAGS)
