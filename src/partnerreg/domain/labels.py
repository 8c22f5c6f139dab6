"""What the words of closed lists are called when people read them.

Machines get the word itself (``civil-society``); people get a label, looked up in the
reader's language. A word is called the same wherever it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.domain.enums import Level
from partnerreg.language import N_

if TYPE_CHECKING:
    from partnerreg.language import Language

LEVELS = {
    Level.STRATEGIC: N_("strategic"),
    Level.SERVICE: N_("service-based"),
    Level.NETWORK: N_("network"),
}

MARKS = {
    "met": N_("met"),
    "missing": N_("missing"),
    "advice": N_("advice"),
    "hint": N_("hint"),
}

# The counts that the summaries of reports speak of.
FIGURES = {
    "partners": N_("partners"),
    "partnerships": N_("partnerships"),
    "strategic": N_("strategic partnerships"),
    "service": N_("service-based partnerships"),
    "network": N_("network collaborations"),
    "unsupported": N_("unsupported"),
    "activities": N_("activities"),
    "participants": N_("participants"),
    "not_counted": N_("activities where nobody counted"),
    "lacking": N_("lacking something"),
    "moved": N_("moved"),
    "quiet": N_("quiet"),
    "expiring": N_("with an agreement that falls due"),
    "ready_network": N_("network collaborations ready to grow"),
    "ready_service": N_("service-based partnerships ready to grow"),
}

# The filters of lists and reports, as they stand before what they name.
FILTERS = {
    "level": N_("level"),
    "sector": N_("sector"),
    "municipality": N_("municipality"),
    "unit": N_("unit"),
    "area": N_("area"),
    "goal": N_("goal"),
    "audience": N_("target group"),
    "phase": N_("phase"),
    "coordinator": N_("coordinator"),
    "tag": N_("tag"),
    "with_members": N_("with members"),
    "field": N_("policy field"),
    "legal_form": N_("legal form"),
    "scope": N_("scope"),
    "youth": N_("young people"),
    "volunteers": N_("volunteers"),
    "region": N_("region"),
    "unsupported": N_("unsupported"),
}

# Of them, those that take a word of a closed list.
_WITH_WORDS = {
    "level",
    "sector",
    "field",
    "legal_form",
    "scope",
    "youth",
    "volunteers",
    "phase",
}

LABELS = {
    # levels, as words
    **{level.word: label for level, label in LEVELS.items()},
    # status, movements, and where a partner was
    "active": N_("active"),
    "ended": N_("ended"),
    "new": N_("new"),
    "up": N_("up"),
    "down": N_("down"),
    "reopened": N_("reopened"),
    "absent": N_("not in the register"),
    # sectors
    "public": N_("public"),
    "private": N_("private"),
    "civil-society": N_("civil society"),
    "individual": N_("individual"),
    # scopes
    "local": N_("local"),
    "cross-cutting": N_("cross-cutting"),
    "regional": N_("regional"),
    "national": N_("national"),
    # what of a partnership calls for questions of its own
    "volunteers": N_("volunteers"),
    "youth": N_("young people"),
    "private-party": N_("private party"),
    "several-parties": N_("more than two parties"),
    # languages
    "en": N_("English"),
    "da": N_("Danish"),
    "sv": N_("Swedish"),
    "fi": N_("Finnish"),
    "nb": N_("Norwegian"),
    # steps of the preparation
    "open": N_("open"),
    "answered": N_("answered"),
    "not-relevant": N_("not relevant"),
    "unknown": N_("unknown"),
    "register": N_("register"),
    "answer": N_("answer"),
    # whether expectations came true
    "yes": N_("yes"),
    "partly": N_("partly"),
    "no": N_("no"),
    # roles
    "coordinator": N_("coordinator"),
    "management": N_("management"),
    "owner": N_("owner"),
    "deputy": N_("deputy"),
    "facilitator": N_("facilitator"),
    "member": N_("member"),
    # areas of a partnership
    "tried": N_("being tried"),
    "running": N_("running"),
    # ties between partners, said of the one and of the other
    "member-of": N_("member of"),
    "has-member": N_("member"),
    "part-of": N_("part of"),
    "has-part": N_("part"),
    "branch-of": N_("branch of"),
    "has-branch": N_("branch"),
    "funded-by": N_("funded by"),
    "funds": N_("funds"),
    "succeeds": N_("succeeds"),
    "succeeded-by": N_("succeeded by"),
    # policy fields
    "culture": N_("culture"),
    "education": N_("education"),
    "social": N_("social affairs"),
    "health": N_("health"),
    "employment": N_("employment"),
    "environment": N_("environment"),
    # legal forms
    "association": N_("association"),
    "foundation": N_("foundation"),
    "company": N_("company"),
    "cooperative": N_("cooperative"),
    "authority": N_("authority"),
    "school": N_("school"),
    "informal-group": N_("informal group"),
    "person": N_("person"),
    # contributions
    "we": N_("we"),
    "they": N_("they"),
    "give": N_("give"),
    "get": N_("get"),
    "money": N_("money"),
    "hours": N_("hours"),
    "room": N_("room"),
    "goods": N_("goods"),
    # kinds, states and renewal of agreements
    "letter-of-intent": N_("letter of intent"),
    "written-agreement": N_("written agreement"),
    "sponsorship": N_("sponsorship"),
    "data-processing": N_("data processing"),
    "premises": N_("premises"),
    "draft": N_("draft"),
    "signed": N_("signed"),
    "in-force": N_("in force"),
    "suspended": N_("suspended"),
    "expired": N_("expired"),
    "terminated": N_("terminated"),
    "none": N_("none"),
    "tacit": N_("tacit"),
    "end-of-month": N_("end of a month"),
    "end-of-quarter": N_("end of a quarter"),
    "end-of-term": N_("end of the term"),
    # clauses of agreements
    "in": N_("in it"),
    "not": N_("not in it"),
    # what falls due
    "notice": N_("notice day"),
    "ends": N_("ends"),
    "renews": N_("renews itself"),
    # activities
    "meeting": N_("meeting"),
    "event": N_("event"),
    "call": N_("call"),
    "visit": N_("visit"),
    "mail": N_("mail"),
    "other": N_("other"),
    # ratings and decisions of evaluations
    "success": N_("success"),
    "mixed": N_("mixed"),
    "failure": N_("failure"),
    "continue": N_("continue"),
    "adjust": N_("adjust"),
    "promote": N_("promote"),
    "demote": N_("demote"),
    "hand-over": N_("hand over"),
    "end": N_("end"),
    # where the answers of a case come from
    "partner": N_("partner"),
    "activity": N_("activity"),
    "lesson": N_("lesson"),
    # what is told where, and whether it was
    "inside": N_("inside"),
    "outside": N_("outside"),
    "planned": N_("planned"),
    "overdue": N_("overdue"),
    "published": N_("published"),
    # whether lessons are shared
    "named": N_("with names"),
    # what came of proposals
    "accepted": N_("accepted"),
    "declined": N_("declined"),
    # whose view an evaluation holds, how an effect is known, on whom it is had, what it is
    "both": N_("both"),
    "counted": N_("counted"),
    "asked": N_("asked"),
    "observed": N_("observed"),
    "persons": N_("persons"),
    "house": N_("the house"),
    "community": N_("the community"),
    "knowledge": N_("knowledge"),
    "confidence": N_("confidence"),
    "use": N_("use of services"),
    "awareness": N_("awareness of services"),
    # phases of projects, why they were closed, and whether a unit agrees
    "idea": N_("idea"),
    "scoping": N_("scoping"),
    "agreement": N_("agreement"),
    "delivery": N_("delivery"),
    "evaluation": N_("evaluation"),
    "continuation": N_("continuation"),
    "closed": N_("closed"),
    "succeeded": N_("succeeded"),
    "not-viable": N_("not viable"),
    "strategy-changed": N_("strategy changed"),
    "partner-closed": N_("partner closed"),
    "merged": N_("merged"),
    "no-time": N_("no time"),
    "not-asked": N_("not asked"),
    # legal bases (GDPR article 6.1)
    "consent": N_("consent"),
    "contract": N_("contract"),
    "legal-obligation": N_("legal obligation"),
    "vital-interests": N_("vital interests"),
    "public-task": N_("public task"),
    "legitimate-interests": N_("legitimate interests"),
    # severities
    "required": N_("required"),
    "advised": N_("advised"),
    "off": N_("off"),
    # what profiles count
    "not_counted": FIGURES["not_counted"],
    **MARKS,
}


def label(word: str, language: Language) -> str:
    """What a word of a closed list is called; a word that is not known is its own label."""
    word = str(word)
    return language.gettext(LABELS.get(word, word))


def figure_label(key: str, language: Language) -> str:
    """What a count that a summary speaks of is called."""
    return language.gettext(FIGURES.get(key, key))


def filter_label(option: str, value: object, language: Language) -> str:
    """A filter and what it names; a flag alone."""
    name = language.gettext(FILTERS[option])
    if value is True:
        return name
    if option in _WITH_WORDS:  # of levels there may be several
        return f"{name} {', '.join(label(word, language) for word in str(value).split(','))}"
    return f"{name} {value}"


def level_label(level: int, language: Language) -> str:
    """What a level, or its number, is called."""
    return language.gettext(LEVELS[Level(level)])
