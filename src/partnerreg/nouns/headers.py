"""What lists call columns that several nouns have: a line for each language, commas between."""

from __future__ import annotations

from partnerreg.domain.enums import LANGUAGES


def by_language(entry: str) -> dict[str, list[str]]:
    """The words of an entry in each language, the one for templates first."""
    lines = entry.strip().splitlines()
    return {
        language: [word.strip() for word in line.split(",")]
        for language, line in zip(LANGUAGES, lines, strict=True)
    }


def also(words: str, more: str) -> str:
    """The words of two entries as one, language by language; the first entry's stand first."""
    pairs = zip(words.strip().splitlines(), more.strip().splitlines(), strict=True)
    return "\n".join(f"{one}, {other}" for one, other in pairs)


# Other systems number things too: 'nr', 'no' and 'id' are theirs.
NUMBER = """
    register number, register no, partnerreg number, partnerreg no, partnerreg id
    registernummer, registernr, nummer i registret, partnerreg nummer, partnerreg nr
    registernummer, registernr, nummer i registret, partnerreg nummer, partnerreg nr
    kumppanirekisterin numero, numero kumppanirekisterissä, partnerreg numero, partnerreg nro
    registernummer, registernr, nummer i registeret, partnerreg nummer, partnerreg nr
"""

ORGANISATION = """
    partner, partner name, organisation, organization, organisation name, organization name, \
        name of organisation, name of organization, association, association name, company, \
        company name, institution
    partner, partnernavn, partnerens navn, samarbejdspartner, organisation, organisationsnavn, \
        organisationens navn, navn på organisation, forening, foreningsnavn, foreningens navn, \
        navn på forening, firma, firmanavn, virksomhed, virksomhedsnavn, virksomhedens navn, \
        institution, institutionsnavn, myndighed, aktør
    partner, partnernamn, partnerns namn, samarbetspartner, organisation, organisationsnamn, \
        organisationens namn, namn på organisation, förening, föreningsnamn, föreningens namn, \
        namn på förening, företag, företagsnamn, företagets namn, firma, firmanamn, institution, \
        myndighet, myndighetsnamn, aktör
    kumppani, kumppanin nimi, yhteistyökumppani, yhteistyökumppanin nimi, organisaatio, \
        organisaation nimi, yhdistys, yhdistyksen nimi, yritys, yrityksen nimi, toimija, \
        toimijan nimi
    partner, partnernavn, partnerens navn, samarbeidspartner, organisasjon, organisasjonsnavn, \
        organisasjonens navn, navn på organisasjon, forening, foreningsnavn, foreningens navn, \
        bedrift, bedriftsnavn, firma, firmanavn, virksomhet, virksomhetsnavn, institusjon
"""

PARTNERS = """
    partners, organisations, organizations, associations
    partnere, samarbejdspartnere, organisationer, foreninger
    partners, samarbetspartners, organisationer, föreningar
    kumppanit, yhteistyökumppanit, organisaatiot, yhdistykset
    partnere, samarbeidspartnere, organisasjoner, foreninger
"""

# Without 'home municipality', which beside a person's name is the person's.
MUNICIPALITY = """
    municipality, municipality name
    kommune, kommunenavn
    kommun, kommunnamn
    kunta, kunnan nimi
    kommune, kommunenavn
"""

UNIT = """
    unit, owning unit, our unit
    enhed, ansvarlig enhed, vores enhed
    enhet, ansvarig enhet, vår enhet
    yksikkö, vastuuyksikkö
    enhet, ansvarlig enhet, vår enhet
"""

FULL_NAME = """
    name, full name, person, person name, first and last name
    navn, fulde navn, person, personnavn, for- og efternavn, fornavn og efternavn
    namn, fullständigt namn, person, personnamn, för- och efternamn, förnamn och efternamn
    nimi, koko nimi, henkilö, henkilön nimi, etu- ja sukunimi, etunimi ja sukunimi
    navn, fullt navn, person, personnavn, for- og etternavn, fornavn og etternavn
"""

EMAIL = """
    email, email address, mail, mail address
    e-mail, e-mailadresse, mail, mailadresse, e-postadresse
    e-post, e-postadress, mejl, mejladress, mail, mailadress, e-mail
    sähköposti, sähköpostiosoite, s-posti, e-mail
    e-post, e-postadresse, mail, mailadresse, e-mail
"""

NOTES = """
    notes, note, comment, comments, remark, remarks
    noter, note, notat, notater, bemærkning, bemærkninger, kommentar, kommentarer
    anteckningar, anteckning, anmärkning, anmärkningar, notering, noteringar, kommentar, \
        kommentarer
    muistiinpanot, huomautus, huomautukset, huomiot, huom, kommentti, kommentit, lisätiedot
    merknader, merknad, notat, notater, anmerkning, anmerkninger, kommentar, kommentarer
"""

STARTS = """
    starts on, start date, starts
    startdato, starter
    startdatum, börjar
    alkamispäivä, alkupäivä, aloituspäivä, alkaa
    startdato, starter
"""

ENDS = """
    ends on, end date, ends
    slutdato, slutter
    slutdatum, slutar
    päättymispäivä, loppupäivä, päättyy
    sluttdato, slutter
"""

VALID_FROM = """
    valid from, in force from
    gyldig fra, gyldig fra og med, gælder fra, gælder fra og med, i kraft fra
    giltig från, giltig från och med, giltig fr o m, gäller från, gäller från och med, \
        gäller fr o m, i kraft från
    voimassa alkaen
    gyldig fra, gyldig fra og med, gjelder fra, gjelder fra og med, i kraft fra
"""

VALID_UNTIL = """
    valid until, valid to, in force until
    gyldig til, gyldig til og med, gælder til, gælder til og med
    giltig till, giltig till och med, giltig t o m, gäller till, gäller till och med, \
        gäller t o m
    voimassa asti, voimassa saakka
    gyldig til, gyldig til og med, gjelder til, gjelder til og med
"""

# What often means a field, and often enough something else: suggested, never taken.
EMAIL_HINTS = "email, e-mail, mail, e-post, epost, mailadresse, e-postadress, sähköposti"
PHONE_HINTS = "phone, telephone, mobile, telefon, tlf, telefonnummer, mobil, puhelin, puhelinnumero"
STARTS_HINTS = "from, fra, siden, start, startdato, från, sedan, startdatum, alkaen, alkupäivä"
ENDS_HINTS = "to, until, til, slut, slutdato, till, slutdatum, asti, loppupäivä, sluttdato"
KIND_HINTS = "type, slags, art, typ, sort, tyyppi, laji"

PHONE = """
    phone, phone number, telephone, telephone number, mobile, mobile number, \
        mobile phone, cell phone
    telefon, telefonnummer, telefonnr, tlf, tlf nr, tlf nummer, mobil, mobilnummer, \
        mobilnr, mobiltelefon
    telefon, telefonnummer, telefonnr, tel, tfn, mobil, mobilnummer, mobilnr, \
        mobiltelefon
    puhelin, puhelinnumero, puhelinnro, puh, puh nro, matkapuhelin, gsm
    telefon, telefonnummer, telefonnr, tlf, tlf nr, mobil, mobilnummer, mobilnr, \
        mobiltelefon
"""

RETIRED_ON = """
    retired on, retired, closed on, closed down on
    nedlagt den, nedlagt, udgået den, udgået
    nedlagd den, nedlagd, avvecklad den, avvecklad
    lakkautettu, lakkautuspäivä
    nedlagt den, nedlagt, avviklet den, avviklet
"""

DUE = """
    due, due on, deadline, due date
    frist, forfalder, deadline, fristdato
    frist, förfaller, deadline, slutdatum
    määräpäivä, viimeistään, eräpäivä
    frist, forfaller, deadline, fristdato
"""

OWNER = """
    owner, responsible, who
    ansvarlig, projektejer, ejer, hvem
    ansvarig, projektägare, ägare, vem
    vastuuhenkilö, vastuussa, omistaja, kuka
    ansvarlig, prosjekteier, eier, hvem
"""

PROJECT = """
    project, project title
    projekt, projekttitel
    projekt, projekttitel
    hanke, projekti, hankkeen nimi
    prosjekt, prosjekttittel
"""

GOALS = """
    goals, strategic goals, goal codes, goal code
    strategiske mål, strategimål, målkoder, målkode
    strategiska mål, strategimål, målkoder, målkod
    strategiset tavoitteet, tavoitekoodit, tavoitekoodi
    strategiske mål, strategimål, målkoder, målkode
"""
