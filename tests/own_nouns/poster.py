"""A noun that the program does not have, whole: its table, and what people type and read of it."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from partnerreg.nouns.fields import DAY, FLAG, NAME, TEXT, Field, Key, Reference
from partnerreg.nouns.noun import Law, Mark, Noun
from partnerreg.tables.columns import Entity, filled, in_order, owned_by, refers_to, table_args


class Poster(Entity, table=True):
    """A poster that is to hang for a partner."""

    __tablename__ = "poster"
    __table_args__ = table_args(filled("title"), in_order("hangs_on", "hung_on"))

    title: str
    title_key: str
    partner_id: int = owned_by("partner.id")
    owner_id: int | None = refers_to("staff.id")
    hangs_on: date | None = None
    hung_on: date | None = None
    is_large: bool = False
    notes: str | None = None


def _two_on_one_day() -> Any:
    one, other = sa.inspect(Poster).local_table.alias("one"), sa.inspect(Poster).local_table
    same = one.c.partner_id == other.c.partner_id, one.c.hung_on == other.c.hung_on
    return sa.select(one.c.id).where(*same, one.c.id != other.c.id)


POSTER = Noun(
    "poster",
    "posters",
    "Posters",
    "Posters that hang for partners.",
    fields=(
        Field("partner", Reference("partner"), "Partner", "For whom.", "p\npartner\np\nk\np",
              required=True, argument=True, fixed=True),
        Field("title", NAME, "Title", "What it says.", "title\ntitel\ntitel\notsikko\ntittel",
              required=True, argument=True, keys=(Key("title_key", "identity_key"),)),
        Field("owner", Reference("staff", in_use=True), "Owner", "Who hangs it.",
              "owner\nansvarlig\nansvarig\nvastuuhenkilö\nansvarlig"),
        Field("hangs_on", DAY, "To hang on", "The day it is to hang.",
              "hangs on\nhænges op den\nhängs upp den\nripustetaan\nhenges opp den"),
        Field("hung_on", DAY, "Hung on", "The day it hung.",
              "hung on\nhængt op den\nhängdes upp den\nripustettu\nhengt opp den"),
        Field("is_large", FLAG, "Large", "Whether it is larger than A3.",
              "large\nstor\nstor\nsuuri\nstor", option="large", default=False),
        Field("notes", TEXT, "Notes", "Notes.", "notes\nnoter\nanteckningar\nhuomiot\nnotater",
              personal=True),
    ),
    label="title",
    identity=("partner", "title"),
    order=("hangs_on",),
    marks=(
        Mark("hang", "hung_on", "Note that it hangs.", "{label} hangs since {day}.",
             "{label} hangs since {day} already."),
    ),
    laws=(
        Law("one-a-day", "another poster of the partner was hung on that day.",
            "Hang it on another day.", _two_on_one_day),
    ),
)  # fmt: skip
