"""The words for the members of closed lists, in five languages; see `partnerreg.domain.synonyms`.

One line per language, in the order English, Danish, Swedish, Finnish,
Norwegian, where they fit; commas between the words. No word stands for two
members of one list, and none is there that people also use for something else.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from partnerreg.domain.enums import (
    ActivityKind,
    AgreementKind,
    AreaState,
    ClauseState,
    ContributionKind,
    Decision,
    Direction,
    EffectEvidence,
    EffectOn,
    EndReason,
    Fulfilment,
    LanguageCode,
    LegalBasis,
    LegalForm,
    Level,
    NoticeTo,
    Outcome,
    Party,
    Perspective,
    Phase,
    PolicyField,
    Rating,
    Reach,
    Renewal,
    Role,
    Scope,
    Sector,
    Sharing,
    Stance,
    Status,
    StepState,
    TieKind,
)

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
_STATUSES = {
    # Nobody says by 'inactive' that it is over.
    Status.ACTIVE: (
        "active, current, ongoing,"
        "aktiv, aktivt, igangværende, løbende,"
        "aktiv, pågående, löpande,"
        "aktiivinen, käynnissä, voimassa,"
        "aktiv, pågående, løpende"
    ),
    Status.ENDED: (
        "ended, finished, closed, terminated, discontinued,"
        "afsluttet, ophørt, stoppet, slut,"
        "avslutad, avslutat, upphört, upphörd,"
        "päättynyt, päätetty, lopetettu, loppunut,"
        "avsluttet, opphørt, stoppet"
    ),
}

_ROLES = {
    Role.COORDINATOR: (
        "coordinator, tovholder, koordinator, samordnare, koordinaattori, samordner"
    ),
    Role.MANAGEMENT: "management, ledelse, ledelsen, ledning, ledningen, johto",
    Role.OWNER: (
        "owner, ejer, projektejer, ägare, projektägare, omistaja, vastuuhenkilö, eier, prosjekteier"
    ),
    Role.DEPUTY: (
        "deputy, substitute, stand-in, stedfortræder, suppleant, vikar, ställföreträdare,"
        "ersättare, varahenkilö, sijainen, stedfortreder, vara"
    ),
    Role.FACILITATOR: (
        "facilitator, project manager, projektleder, processleder, procesleder,"
        "projektledare, processledare, fasilitaattori, fasilitoija, projektipäällikkö,"
        "fasilitator, prosjektleder, prosessleder"
    ),
    Role.MEMBER: "member, medlem, deltager, deltagare, jäsen, deltaker",
}

_AREA_STATES = {
    AreaState.TRIED: (
        "tried, being tried, trial, pilot, afprøves, forsøg, prövas, försök, kokeilu, kokeillaan,"
        "prøves, prøves ut"
    ),
    AreaState.RUNNING: "running, i drift, kører, pågår, käynnissä, løpende",
    AreaState.ENDED: "ended, afsluttet, avslutad, avslutat, päättynyt, avsluttet",
}

_TIE_KINDS = {
    TieKind.MEMBER_OF: (
        "member of, member, medlem af, medlem, medlem av, medlem i, jäsen, jäsenenä, medlem hos"
    ),
    TieKind.PART_OF: "part of, part, del af, del, del av, osa",
    TieKind.BRANCH_OF: (
        "branch of, branch, chapter, chapter of, afdeling af, afdeling, lokalafdeling,"
        "avdelning av, avdelning, lokalavdelning, paikallisyhdistys, osasto,"
        "avdeling av, avdeling, lokallag"
    ),
    TieKind.FUNDED_BY: (
        "funded by, funded, financed by, finansieret af, finansierad av, finansieras av,"
        "rahoittaja, rahoitettu, finansiert av"
    ),
    TieKind.SUCCEEDS: (
        "succeeds, successor of, successor, efterfølger, efterfølger af, efterträder,"
        "efterträdare till, seuraaja, etterfølger, etterfølger av"
    ),
}

_POLICY_FIELDS = {
    PolicyField.CULTURE: "culture, cultural, kultur, kulturområdet, kulttuuri, kulturfeltet",
    PolicyField.EDUCATION: (
        "education, schools, uddannelse, undervisning, utbildning, skola och utbildning,"
        "koulutus, opetus, sivistys, utdanning, opplæring"
    ),
    PolicyField.SOCIAL: (
        "social, social affairs, social services, socialområdet, sociale forhold, socialt,"
        "sociala frågor, socialtjänst, sosiaalinen, sosiaaliala, sosiaalityö, sosialt, sosiale"
    ),
    PolicyField.HEALTH: "health, sundhed, sundhedsområdet, hälsa, vård, terveys, terveysala, helse",
    PolicyField.EMPLOYMENT: (
        "employment, labour, labor, beskæftigelse, arbejdsmarked, arbetsmarknad, sysselsättning,"
        "työllisyys, työ, sysselsetting, arbeidsmarked"
    ),
    PolicyField.ENVIRONMENT: (
        "environment, climate, miljø, klima, miljö, klimat, ympäristö, ilmasto, natur og miljø"
    ),
    PolicyField.OTHER: (
        "other, andet, anden, øvrigt, annat, annan, övrigt, muu, muuta, annet, annen, øvrig"
    ),
}

_LEGAL_FORMS = {
    LegalForm.ASSOCIATION: (
        "association, society, club, forening, förening, ideell förening, yhdistys,"
        "rekisteröity yhdistys, ry, lag, frivillig forening"
    ),
    LegalForm.FOUNDATION: ("foundation, trust, fond, selvejende institution, stiftelse, säätiö"),
    LegalForm.COMPANY: (
        "company, limited company, ltd, selskab, aktieselskab, anpartsselskab, virksomhed, firma,"
        "a/s, aps, bolag, aktiebolag, företag, ab, yritys, osakeyhtiö, oy, selskap, aksjeselskap,"
        "bedrift"
    ),
    LegalForm.COOPERATIVE: (
        "cooperative, co-operative, andelsforening, andelsselskab, andelsselskap, kooperativ,"
        "ekonomisk förening, osuuskunta, samvirke, samvirkeforetak"
    ),
    LegalForm.AUTHORITY: (
        "authority, public authority, municipality, myndighed, offentlig myndighed, kommune,"
        "myndighet, offentlig myndighet, kommun, viranomainen, kunta"
    ),
    LegalForm.SCHOOL: "school, university, skole, skola, koulu, oppilaitos, universitet, yliopisto",
    LegalForm.INFORMAL_GROUP: (
        "informal group, group, uformel gruppe, gruppe, informell grupp, grupp, nätverk,"
        "vapaamuotoinen ryhmä, ryhmä, uformell gruppe"
    ),
    LegalForm.PERSON: (
        "person, individual, private person, sole trader, privatperson, enkeltperson,"
        "enkeltmandsvirksomhed, enskild person, enskild firma, henkilö, yksityishenkilö, toiminimi,"
        "enkeltpersonforetak"
    ),
}

_AGREEMENT_KINDS = {
    AgreementKind.LETTER_OF_INTENT: (
        "letter of intent, loi, declaration of intent, memorandum of understanding, mou,"
        "hensigtserklæring, intentionsaftale, intentionserklæring,"
        "avsiktsförklaring, intentionsavtal,"
        "aiesopimus, aiekirje, aiejulistus,"
        "intensjonsavtale, intensjonserklæring"
    ),
    AgreementKind.WRITTEN_AGREEMENT: (
        "written agreement, agreement, contract, partnership agreement, cooperation agreement,"
        "collaboration agreement,"
        "skriftlig aftale, aftale, kontrakt, samarbejdsaftale, partnerskabsaftale, partneraftale,"
        "skriftligt avtal, avtal, samarbetsavtal, partnerskapsavtal, partneravtal,"
        "kirjallinen sopimus, sopimus, yhteistyösopimus, kumppanuussopimus,"
        "skriftlig avtale, avtale, samarbeidsavtale, partnerskapsavtale, partneravtale"
    ),
    AgreementKind.SPONSORSHIP: (
        "sponsorship, sponsoring, sponsorship agreement,"
        "sponsorat, sponsoraftale, sponsorkontrakt,"
        "sponsring, sponsoravtal, sponsringsavtal,"
        "sponsorointi, sponsorisopimus, sponsorointisopimus,"
        "sponsoravtale, sponsorkontrakt"
    ),
    AgreementKind.DATA_PROCESSING: (
        "data-processing, data processing agreement, dpa,"
        "databehandling, databehandleraftale,"
        "databehandling, personuppgiftsbiträdesavtal, pub-avtal,"
        "tietojenkäsittely, tietojenkäsittelysopimus, henkilötietojen käsittelysopimus,"
        "databehandling, databehandleravtale"
    ),
    AgreementKind.PREMISES: (
        "premises, premises agreement, rent, lease, rental agreement, use of premises,"
        "lokaler, lokale, lokaleaftale, lejeaftale, brugsaftale, lejekontrakt,"
        "lokal, lokalavtal, hyresavtal, hyreskontrakt,"
        "tilat, tila, tilasopimus, vuokrasopimus, tilojen käyttösopimus,"
        "lokaleavtale, leieavtale, leiekontrakt"
    ),
    AgreementKind.VOLUNTEERS: (
        "volunteers, volunteer agreement, volunteering agreement, volunteer,"
        "frivillige, frivilligaftale, frivillighedsaftale,"
        "volontärer, frivilliga, volontäravtal, frivilligavtal,"
        "vapaaehtoiset, vapaaehtoissopimus, vapaaehtoistyösopimus,"
        "frivilligavtale, frivillighetsavtale"
    ),
}

_NOTICE_TO = {
    NoticeTo.MONTH: (
        "end-of-month, end of month, month end, end of a month, month,"
        "udgangen af en måned, månedens udgang, ultimo måned, måned,"
        "månadens utgång, månadsskifte, månad,"
        "kuukauden loppu, kuukauden lopussa, kuukausi,"
        "utgangen av en måned, månedens utgang, månedsskifte"
    ),
    NoticeTo.QUARTER: (
        "end-of-quarter, end of quarter, quarter end, end of a quarter, quarter,"
        "udgangen af et kvartal, kvartalets udgang, ultimo kvartal, kvartal,"
        "kvartalets utgång, kvartalsskifte,"
        "vuosineljänneksen loppu, vuosineljännes, neljännesvuosi,"
        "utgangen av et kvartal, kvartalets utgang"
    ),
    NoticeTo.TERM: (
        "end-of-term, end of term, term end, end of the term, expiry, term,"
        "periodens udløb, aftalens udløb, aftaleperiodens udløb, udløb,"
        "avtalstidens utgång, periodens utgång, avtalsperiodens slut,"
        "sopimuskauden loppu, kauden loppu, sopimuskausi,"
        "avtaleperiodens utløp, periodens utløp"
    ),
}

_RENEWALS = {
    Renewal.NONE: (
        "none, no, no renewal, not renewed,"
        "ingen, nej, ingen fornyelse, ingen forlængelse, fornyes ikke, forlænges ikke,"
        "ingen förnyelse, ingen förlängning, förnyas inte, förlängs inte,"
        "ei, ei uusita, ei uusiudu, ei jatku,"
        "nei, ingen forlengelse, forlenges ikke"
    ),
    Renewal.TACIT: (
        "tacit, yes, tacit renewal, automatic, automatically, automatic renewal,"
        "stiltiende, ja, automatisk, automatisk fornyelse, automatisk forlængelse,"
        "fornyes automatisk, forlænges automatisk,"
        "tyst, tyst förlängning, automatiskt, automatisk förnyelse, automatisk förlängning,"
        "förnyas automatiskt, förlängs automatiskt,"
        "hiljainen, kyllä, joo, automaattinen, automaattisesti, uusiutuu automaattisesti,"
        "jatkuu automaattisesti,"
        "stilltiende, automatisk forlengelse, forlenges automatisk"
    ),
}

_ACTIVITY_KINDS = {
    ActivityKind.MEETING: (
        "meeting, møde, arbejdsmøde, statusmøde, möte, arbetsmöte, sammanträde,"
        "kokous, tapaaminen, palaveri, neuvottelu, møte, arbeidsmøte, statusmøte"
    ),
    ActivityKind.EVENT: (
        "event, arrangement, begivenhed, evenemang, arrangemang, tapahtuma, tilaisuus,"
        "yleisötapahtuma, yleisötilaisuus, begivenhet"
    ),
    ActivityKind.CALL: (
        "call, phone call, telephone call, phone, telephone,"
        "opkald, telefonopkald, telefonsamtale, telefon,"
        "samtal, telefonsamtal, puhelu, puhelinkeskustelu, puhelinsoitto, puhelin, oppringning"
    ),
    ActivityKind.VISIT: (
        "visit, site visit, study visit, besøg, studiebesøg, besök, studiebesök,"
        "vierailu, käynti, tutustumiskäynti, besøk, studiebesøk"
    ),
    ActivityKind.MAIL: (
        "mail, email, letter, brev, mailkorrespondance, e-post, mejl,"
        "sähköposti, s-posti, kirje, e-postveksling"
    ),
    ActivityKind.OTHER: (
        "other, andet, anden, øvrigt, annat, annan, övrigt, muu, muuta, annet, annen, øvrig"
    ),
}

_PARTIES = {
    Party.WE: "we, us, our side, the house, vi, os, huset, oss, me, talo",
    Party.THEY: (
        "they, them, their side, partner, the partner, de, dem, partneren, partnern,he, kumppani"
    ),
}

_DIRECTIONS = {
    Direction.GIVE: "give, gives, giver, bidrager, ger, bidrar, antaa, annamme, antavat, gir",
    Direction.GET: "get, gets, gain, får, udbytte, saa, saamme, saavat, utbytte",
}

_CONTRIBUTION_KINDS = {
    ContributionKind.MONEY: (
        "money, cash, funding, grant, penge, kontanter, tilskud, pengar, bidrag,"
        "raha, avustus, penger, tilskudd"
    ),
    ContributionKind.HOURS: (
        "hours, working hours, time, work, timer, arbejdstimer, arbejdstid, arbejde,"
        "timmar, arbetstimmar, arbetstid, arbete, tunnit, työtunnit, työaika, työ,"
        "arbeidstimer, arbeidstid, arbeid"
    ),
    ContributionKind.ROOM: (
        "room, rooms, premises, space, lokale, lokaler, rum, lokal, utrymme,tila, tilat, huone, rom"
    ),
    ContributionKind.GOODS: (
        "goods, things, material, materials, equipment, ting, udstyr, materialer, varer,"
        "saker, utrustning, varor, tavarat, välineet, materiaali, utstyr"
    ),
    ContributionKind.KNOWLEDGE: (
        "knowledge, know-how, expertise, viden, ekspertise, kunskap, expertis,"
        "osaaminen, tieto, asiantuntemus, kunnskap, kompetanse, kompetence, kompetens"
    ),
}

_RATINGS = {
    Rating.SUCCESS: (
        "success, successful, succes, vellykket, lykkedes,"
        "lyckad, lyckat, lyckades, framgång, framgångsrik, framgångsrikt, succé,"
        "onnistunut, onnistui, menestys, suksess"
    ),
    Rating.MIXED: (
        "mixed, partly successful, partial success, blandet, delvist vellykket, delvis vellykket,"
        "blandad, blandat, delvis lyckad, delvis lyckat, både och,"
        "osittain onnistunut, onnistui osittain, vaihteleva, både og"
    ),
    Rating.FAILURE: (
        "failure, failed, unsuccessful, fiasko, mislykket, mislykkedes, ikke vellykket,"
        "misslyckad, misslyckat, misslyckades, misslyckande,"
        "epäonnistunut, epäonnistui, epäonnistuminen, mislyktes"
    ),
}

_PERSPECTIVES = {
    Perspective.WE: "we, us, our, vi, os, vores, oss, vår, me, meidän",
    Perspective.THEY: (
        "they, them, their, partner, de, dem, deres, partneren, deras, partnern,"
        "he, heidän, kumppani"
    ),
    Perspective.BOTH: (
        "both, together, jointly, begge, sammen, i fællesskab, båda, tillsammans, gemensamt,"
        "molemmat, yhdessä, i fellesskap"
    ),
}

_EFFECT_EVIDENCE = {
    EffectEvidence.COUNTED: (
        "counted, count, counts, statistics, talt, optalt, optælling, statistik,"
        "räknat, räknad, räkning, laskettu, laskenta, tilasto, telt, opptelling, statistikk"
    ),
    EffectEvidence.ASKED: (
        "asked, survey, interview, questionnaire, spurgt, spørgeskema, rundspørge,"
        "frågat, tillfrågad, enkät, intervju, kysytty, kysely, haastattelu, spurt,"
        "spørreundersøkelse"
    ),
    EffectEvidence.OBSERVED: (
        "observed, observation, seen, observeret, set, observerat, observerad, sett,"
        "havaittu, havainnointi, nähty, observert, observasjon"
    ),
}

_EFFECT_ON = {
    EffectOn.PERSONS: (
        "persons, people, individuals, personer, mennesker, brugere, människor, användare,"
        "henkilöt, ihmiset, käyttäjät, brukere"
    ),
    EffectOn.HOUSE: (
        "house, the house, library, institution, hus, huset, biblioteket, bibliotek,"
        "institutionen, talo, kirjasto, laitos, institusjonen"
    ),
    EffectOn.COMMUNITY: (
        "community, the community, society, samfund, samfundet, lokalsamfund, lokalsamfundet,"
        "samhälle, samhället, lokalsamhälle, yhteisö, yhteiskunta, paikallisyhteisö,"
        "samfunn, samfunnet, lokalsamfunn, lokalsamfunnet"
    ),
}

_OUTCOMES = {
    Outcome.KNOWLEDGE: "knowledge, viden, kunskap, kunskaper, tieto, tiedot, kunnskap",
    Outcome.CONFIDENCE: "confidence, selvtillid, självförtroende, itseluottamus, selvtillit",
    Outcome.USE: (
        "use, application, use of services, brug, brug af tilbud, användning,"
        "användning av tjänster, käyttö, palvelujen käyttö, bruk, bruk av tilbud"
    ),
    Outcome.AWARENESS: (
        "awareness, awareness of services, kendskab, kendskab til tilbud, kännedom,"
        "kännedom om tjänster, tietoisuus, palvelujen tuntemus, kjennskap, kjennskap til tilbud"
    ),
}

_STEP_STATES = {
    StepState.OPEN: (
        "open, unanswered, åben, åbent, ubesvaret, öppen, öppet, obesvarad, obesvarat,"
        "avoin, avoinna, vastaamatta, åpen, åpent, ubesvart"
    ),
    StepState.ANSWERED: (
        "answered, besvaret, afklaret, besvarad, besvarat, klar, klart, vastattu, besvart, avklart"
    ),
    StepState.NOT_RELEVANT: (
        "not relevant, irrelevant, not applicable, n/a, ikke relevant, ikke aktuel, irrelevant,"
        "inte relevant, ej relevant, inte aktuell, ei relevantti, ei koske, ei olennainen,"
        "ikke aktuelt"
    ),
}

_FULFILMENTS = {
    Fulfilment.YES: (
        "yes, met, fully, ja, indfriet, opfyldt, infriad, infriat, uppfylld, uppfyllt,"
        "kyllä, joo, toteutui, täyttyi, innfridd, oppfylt"
    ),
    Fulfilment.PARTLY: (
        "partly, partially, delvist, delvis, til dels, delvis infriad, osittain, osaksi,"
        "delvis innfridd"
    ),
    Fulfilment.NO: (
        "no, not met, not at all, nej, ikke indfriet, ikke opfyldt, inte infriad, inte uppfylld,"
        "ei, ei toteutunut, ei täyttynyt, nei, ikke innfridd, ikke oppfylt"
    ),
}

_DECISIONS = {
    Decision.CONTINUE: (
        "continue, continued, carry on,"
        "fortsæt, fortsætte, fortsætter, fortsættes, videreføres, videreføre, videreførelse,"
        "fortsätt, fortsätta, fortsätter, fortsättning,"
        "jatketaan, jatkuu, jatkaa, jatkaminen, fortsett, fortsette, fortsetter, videreføring"
    ),
    Decision.ADJUST: (
        "adjust, adjusted, change, modify,"
        "juster, justere, justeres, justering, tilpas, tilpasse, tilpasses,"
        "justera, justeras, anpassa, anpassas,"
        "muokataan, muutetaan, mukautetaan, muokkaa, tilpass, tilpasse, tilpassing"
    ),
    Decision.PROMOTE: (
        "promote, promoted, upgrade, move up,"
        "opgrader, opgradere, opgraderes, løft, løftes, ryk op, rykkes op, rykker op,"
        "uppgradera, uppgraderas, lyft, lyfts, flyttas upp, flytta upp,"
        "nostetaan, ylennetään, korotetaan, oppgrader, oppgradere, oppgraderes, flyttes opp"
    ),
    Decision.DEMOTE: (
        "demote, demoted, downgrade, move down,"
        "nedgrader, nedgradere, nedgraderes, ryk ned, rykkes ned, rykker ned,"
        "nedgradera, nedgraderas, flyttas ner, flyttas ned, flytta ner,"
        "alennetaan, lasketaan, pudotetaan, flyttes ned"
    ),
    Decision.HAND_OVER: (
        "hand over, handed over, handover,"
        "overdrag, overdrage, overdrages, overdragelse, overlever, overlevere, overleveres,"
        "överlämna, överlämnas, överlämning, överlåt, överlåta, överlåts,"
        "luovutetaan, luovutus, siirretään, overlevering"
    ),
    Decision.END: (
        "end, ended, stop, close,"
        "afslut, afslutte, afsluttes, afslutning, stoppes, ophør, ophører,"
        "avsluta, avslutas, avslut, upphör, upphöra,"
        "lopetetaan, päätetään, päättyy, päättäminen, lopettaminen,"
        "avslutt, avslutte, avsluttes, avslutning, opphør, opphører"
    ),
}

_LEGAL_BASES = {
    LegalBasis.CONSENT: "consent, samtykke, samtycke, suostumus",
    LegalBasis.CONTRACT: (
        "contract, agreement, performance of a contract,"
        "kontrakt, aftale, opfyldelse af kontrakt, opfyldelse af aftale,"
        "avtal, fullgörande av avtal, sopimus, sopimuksen täytäntöönpano,"
        "avtale, oppfyllelse av avtale"
    ),
    LegalBasis.LEGAL_OBLIGATION: (
        "legal obligation, retlig forpligtelse, juridisk forpligtelse, rättslig förpliktelse,"
        "lakisääteinen velvoite, oikeudellinen velvoite, rettslig forpliktelse, rettslig plikt"
    ),
    LegalBasis.VITAL_INTERESTS: (
        "vital interests, vital interest, vitale interesser, livsvigtige interesser,"
        "grundläggande intressen, vitala intressen, elintärkeät edut, elintärkeä etu"
    ),
    LegalBasis.PUBLIC_TASK: (
        "public task, public interest, task in the public interest, official authority,"
        "offentlig opgave, offentlig interesse, samfundets interesse,"
        "opgave i samfundets interesse, offentlig myndighedsudøvelse, myndighedsudøvelse,"
        "allmänt intresse, uppgift av allmänt intresse, myndighetsutövning,"
        "yleinen etu, yleistä etua koskeva tehtävä, julkinen tehtävä, julkisen vallan käyttö,"
        "allmenn interesse, oppgave i allmennhetens interesse, offentlig oppgave,"
        "offentlig myndighet"
    ),
    LegalBasis.LEGITIMATE_INTERESTS: (
        "legitimate interests, legitimate interest,"
        "legitim interesse, legitime interesser, interesseafvejning,"
        "berättigat intresse, berättigade intressen, intresseavvägning,"
        "oikeutettu etu, oikeutetut edut,"
        "berettiget interesse, berettigede interesser, interesseavveining"
    ),
}

_PHASES = {
    Phase.IDEA: "idea, idé, ide, idéfase, idéfas, idea phase, idea stage, ideavaihe, idéfasen",
    Phase.SCOPING: (
        "scoping, description, preparation, surroundings analysis,"
        "afklaring, afgrænsning, forberedelse, omverdensanalyse, projektbeskrivelse,"
        "avgränsning, förberedelse, omvärldsanalys, projektbeskrivning,"
        "rajaus, valmistelu, toimintaympäristöanalyysi, hankekuvaus,"
        "avklaring, avgrensning, omverdensanalyse, prosjektbeskrivelse"
    ),
    Phase.AGREEMENT: (
        "agreement, contract, aftale, kontrakt, aftaleindgåelse, avtal, avtalsfas,"
        "sopimus, sopiminen, avtale, avtaleinngåelse"
    ),
    Phase.DELIVERY: (
        "delivery, execution, implementation, under way, running,"
        "gennemførelse, udførelse, drift, i gang, igangværende,"
        "genomförande, utförande, pågående, pågår,"
        "toteutus, käynnissä,"
        "gjennomføring, utførelse, pågående, i gang"
    ),
    Phase.EVALUATION: "evaluation, review, evaluering, utvärdering, arviointi",
    Phase.CONTINUATION: (
        "continuation, continued, videreførelse, fortsættelse, fortsättning, vidareföring,"
        "jatkaminen, jatko, videreføring, fortsettelse"
    ),
    Phase.CLOSED: (
        "closed, closing, finished, completed, ended,"
        "afsluttet, afslutning, lukket, færdig, slut,"
        "avslutad, avslutat, avslut, stängd, färdig,"
        "päättynyt, päätetty, päättäminen, suljettu, valmis,"
        "avsluttet, avslutning, lukket, ferdig"
    ),
}
_END_REASONS = {
    EndReason.SUCCEEDED: (
        "succeeded, success, goal reached, lykkedes, lykket, målet nået,"
        "lyckades, lyckat, målet nått, onnistui, onnistunut, tavoite saavutettu,"
        "lyktes, vellykket, vellykket afsluttet, målet nådd"
    ),
    EndReason.NOT_VIABLE: (
        "not viable, no longer viable, ikke levedygtig, ikke bæredygtig, ikke længere levedygtig,"
        "inte livskraftigt, inte livskraftig, ei elinkelpoinen, ei toteuttamiskelpoinen,"
        "ikke levedyktig"
    ),
    EndReason.STRATEGY_CHANGED: (
        "strategy changed, change of strategy, ny strategi, strategien ændret, strategiændring,"
        "ändrad strategi, strategin ändrades, strategia muuttui, strategian muutos,"
        "endret strategi, strategien endret"
    ),
    EndReason.PARTNER_CLOSED: (
        "partner closed, partner ceased, partneren lukket, partneren ophørt, partneren lukkede,"
        "partnern upphörde, partnern lades ned, kumppani lopetti, kumppanin toiminta päättyi,"
        "partneren opphørte, partneren nedlagt"
    ),
    EndReason.MERGED: (
        "merged, slået sammen, lagt sammen, fusioneret, sammanslagen, sammanslaget,"
        "yhdistetty, yhdistyi, slått sammen"
    ),
    EndReason.NO_TIME: (
        "no time, lack of time, no resources, ingen tid, mangel på tid, ingen ressourcer,"
        "tidsbrist, ingen tid alls, inga resurser, ei aikaa, ajanpuute, ei resursseja,"
        "mangel på ressurser, tidsmangel"
    ),
}
_STANCES = {
    Stance.YES: "yes, agrees, ja, enig, samtykker, instämmer, kyllä, joo, samaa mieltä",
    Stance.NO: "no, disagrees, nej, uenig, oenig, ei, eri mieltä, nei, uenige",
    Stance.NOT_ASKED: (
        "not asked, not yet asked, ikke spurgt, inte tillfrågad, ej tillfrågad,"
        "ei kysytty, ikke spurt"
    ),
}
_CLAUSE_STATES = {
    ClauseState.IN: "in, in it, yes, med, er med, ja, ingår, mukana, kyllä",
    ClauseState.PARTLY: "partly, partially, delvist, delvis, osittain",
    ClauseState.NOT: "not, not in it, no, missing, ikke, ikke med, nej, mangler, inte, inte med,"
    "saknas, ei, puuttuu, nei",
    ClauseState.NOT_RELEVANT: (
        "not relevant, irrelevant, ikke relevant, inte relevant, ei relevantti, ei koske"
    ),
}
_LANGUAGES = {
    LanguageCode.ENGLISH: "en, english, engelsk, engelska, englanti",
    LanguageCode.DANISH: "da, danish, dansk, danska, tanska",
    LanguageCode.SWEDISH: "sv, swedish, svensk, svenska, ruotsi",
    LanguageCode.FINNISH: "fi, finnish, finsk, finska, suomi",
    LanguageCode.NORWEGIAN: "nb, norwegian, norsk, norska, norja, bokmål",
}
_ARTICLE = ("", "art ", "article ", "artikel ", "artikla ", "artikkel ")

# The spreadsheet programs' own words for True and False are among them, and Access's -1.
_FLAGS = {
    True: "yes, y, true, t, x, 1, -1, ✓, ✔, ☑, ☒, √, ja, j, sand, sant, sann, joo, kyllä, k, tosi",
    False: "no, n, false, f, 0, ☐, ✗, ✘, nej, nei, ei, falsk, falskt, epätosi, usann",
}

_REACHES = {
    Reach.INSIDE: (
        "inside, internal, internally, in the house, intern, internt, inde i huset, i huset,"
        "inom huset, sisäinen, sisäisesti, talon sisällä"
    ),
    Reach.OUTSIDE: (
        "outside, external, externally, public, ekstern, eksternt, ud af huset, udad,"
        "extern, externt, utåt, ulkoinen, ulkoisesti, talon ulkopuolella, utad"
    ),
}

_SHARING = {
    Sharing.NO: _FLAGS[False],
    Sharing.YES: (
        f"{_FLAGS[True]}, without names, uden navne, utan namn, ilman nimiä, nimettömänä,uten navn"
    ),
    Sharing.NAMED: "named, with names, med navn, med navne, med namn, nimellä, nimien kanssa",
}

WORDS: Mapping[type, Mapping[Any, str]] = MappingProxyType(
    {
        Sector: _SECTORS,
        Scope: _SCOPES,
        Level: _LEVELS,
        Status: _STATUSES,
        Role: _ROLES,
        AreaState: _AREA_STATES,
        TieKind: _TIE_KINDS,
        PolicyField: _POLICY_FIELDS,
        LegalForm: _LEGAL_FORMS,
        AgreementKind: _AGREEMENT_KINDS,
        NoticeTo: _NOTICE_TO,
        Renewal: _RENEWALS,
        ActivityKind: _ACTIVITY_KINDS,
        Party: _PARTIES,
        Direction: _DIRECTIONS,
        ContributionKind: _CONTRIBUTION_KINDS,
        Rating: _RATINGS,
        StepState: _STEP_STATES,
        Fulfilment: _FULFILMENTS,
        Decision: _DECISIONS,
        Reach: _REACHES,
        Sharing: _SHARING,
        Perspective: _PERSPECTIVES,
        EffectEvidence: _EFFECT_EVIDENCE,
        EffectOn: _EFFECT_ON,
        Outcome: _OUTCOMES,
        Phase: _PHASES,
        EndReason: _END_REASONS,
        Stance: _STANCES,
        # Also by their letters in article 6.1 of the GDPR, which are in our order.
        LegalBasis: {
            basis: ",".join(
                [_LEGAL_BASES[basis], *(f"{article}6 1 {letter}" for article in _ARTICLE)]
            )
            for basis, letter in zip(LegalBasis, "abcdef", strict=True)
        },
        ClauseState: _CLAUSE_STATES,
        LanguageCode: _LANGUAGES,
        bool: _FLAGS,
    }
)
"""The words for each member of a list, by the list."""
