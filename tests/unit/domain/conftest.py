"""How Hypothesis makes agreements and partners' facts: `st.from_type(PartnerFacts)`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from partnerreg.domain.enums import AgreementKind, Level, Rating, Renewal, StepState
from partnerreg.domain.facts import AgreementFacts, AnswerFacts, HealthFacts, PartnerFacts
from partnerreg.domain.periods import Period
from partnerreg.domain.preparation import REGISTER_KNOWS

TODAY = date(2026, 3, 1)

days = st.dates(TODAY - timedelta(days=2000), TODAY + timedelta(days=2000))
past_days = st.dates(TODAY - timedelta(days=2000), TODAY)
counts = st.integers(0, 3)


def or_none(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


st.register_type_strategy(
    Period,
    st.tuples(or_none(days), or_none(days)).map(
        lambda ends: Period(*ends) if None in ends else Period(*sorted(ends))
    ),
)
st.register_type_strategy(
    AgreementFacts,
    st.builds(
        AgreementFacts,
        kind=st.sampled_from(AgreementKind),
        signed_on=or_none(days),
        valid_from=or_none(days),
        valid_until=or_none(days),
        renewal=or_none(st.sampled_from(Renewal)),
        renewal_months=or_none(st.integers(1, 40)),
        notice_months=or_none(st.integers(0, 40)),
        terminated_on=or_none(days),
        has_exit_terms=st.booleans(),
    ),
)
st.register_type_strategy(
    PartnerFacts,
    st.builds(
        PartnerFacts,
        partner=st.text(min_size=1, max_size=10),
        today=st.just(TODAY),
        level=st.sampled_from(Level),
        level_since=or_none(past_days),
        has_unit=st.booleans(),
        has_joint_value=st.booleans(),
        pilot_until=or_none(days),
        coordinators=counts,
        management=st.lists(st.from_type(Period), max_size=3).map(tuple),
        goals=counts,
        areas=counts,
        agreements=st.lists(st.from_type(AgreementFacts), max_size=3).map(tuple),
        we_give=st.booleans(),
        we_get=st.booleans(),
        they_give=st.booleans(),
        they_get=st.booleans(),
        partner_since=or_none(past_days),
        last_activity=or_none(past_days),
        last_evaluation=or_none(past_days),
        last_rating=or_none(st.sampled_from(Rating)),
        successes=counts,
        contacts=counts,
        contacts_without_basis=counts,
        answers=st.dictionaries(
            st.sampled_from(["need", "expect", "money", "volunteers", "youth-gain", "gone"]),
            st.builds(
                AnswerFacts,
                state=st.sampled_from(StepState),
                text=st.sampled_from(["yes", "Nej.", "perhaps"]),
                answered_on=past_days,
            ),
        ),
        known=st.dictionaries(st.sampled_from(REGISTER_KNOWS), st.booleans()),
        we_expect=st.booleans(),
        they_expect=st.booleans(),
        expectations_on=or_none(past_days),
        health_check=or_none(
            st.builds(
                HealthFacts,
                opened_on=past_days,
                lowest=or_none(st.integers(10, 50).map(lambda tenths: tenths / 10)),
                is_from_both=st.booleans(),
            )
        ),
        told_inside=or_none(past_days),
        told_outside=or_none(past_days),
        units_untold=counts,
        units_to_anchor=counts,
    ),
)
