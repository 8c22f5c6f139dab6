"""A network group: a standing group in which experience is exchanged."""

from __future__ import annotations

from partnerreg.language import N_
from partnerreg.nouns.fields import COUNT, DAY, NAME, TEXT, Field, Key, Reference
from partnerreg.nouns.noun import Mark, Noun
from partnerreg.nouns.validity import in_force

GROUP = Noun(
    "group",
    "groups",
    N_("Network groups"),
    "Network groups: who is in them, when they met, what they learnt.",
    fields=(
        Field(
            "name",
            NAME,
            N_("Name"),
            "Its name.",
            required=True,
            argument=True,
            keys=(Key("name_key", "identity_key"),),
        ),
        Field("purpose", TEXT, N_("Purpose"), "What it is for."),
        Field(
            "owner",
            Reference("staff", in_use=True),
            N_("Owner"),
            "Who of ours calls it together.",
        ),
        Field("retired_on", DAY, N_("Retired on"), "From that day on it meets no more."),
        Field(
            "size",
            COUNT,
            N_("Members"),
            "How many members it has today; none once it is retired.",
            own=False,
            sql="SELECT count(*) FROM group_member"
            " LEFT JOIN staff ON staff.id = group_member.staff_id"
            " WHERE group_member.group_id = network_group.id"
            f" AND {in_force('group_member', 'starts_on', 'ends_on')}"
            f" AND {in_force('staff', 'ends_on')} AND {in_force('network_group', 'retired_on')}",
        ),
        Field(
            "last_met",
            DAY,
            N_("Last meeting"),
            "When it met last.",
            own=False,
            sql="SELECT max(activity.held_on) FROM activity"
            " WHERE activity.group_id = network_group.id AND activity.held_on <= :today",
        ),
    ),
    table="network_group",
    parts=("group_member",),
    marks=(
        Mark(
            "retire",
            "retired_on",
            "Note that a network group meets no more; what it was stays known.",
            "Retired network group #{number} {label} on {day}.",
            "{label} was retired on {day} already.",
        ),
    ),
    thing=N_("network group"),
    since_format=3,
)
