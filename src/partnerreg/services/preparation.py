"""Answers to the steps of a preparation, and what each party expects."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from partnerreg.actions import Action, Advice
from partnerreg.domain.checklists import STEPS
from partnerreg.domain.enums import StepState
from partnerreg.domain.preparation import COMPLEXITY, says
from partnerreg.domain.text import truncate
from partnerreg.errors import InvalidInput
from partnerreg.nouns.schema import validate
from partnerreg.services.things import Things
from partnerreg.tables import StepAnswer

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.domain.enums import Fulfilment
    from partnerreg.domain.policy import Policy


def refuse_answer(code: str, state: StepState, text: str | None, policy: Policy) -> None:
    """Refuse what is no answer to a step.

    Raises:
        InvalidInput: the policy has no such step, or the step asks for yes or no.
    """
    if policy.step(code) is None:
        known = [item.code for name in STEPS for item in policy.checklist(name).items]
        near = get_close_matches(code, known)
        raise InvalidInput(
            f"There is no step {truncate(code)!r}.",
            f"Did you mean {' or '.join(near)}?" if near else f"The steps: {', '.join(known)}.",
        )
    is_point = any(item.code == code for item in policy.checklist(COMPLEXITY).items)
    if is_point and state is StepState.ANSWERED and says(text) is None:
        raise InvalidInput(
            f"The answer to {code} begins with neither yes nor no.",
            "Write yes or no, and after it what more there is to say.",
        )


class Answers(Things):
    """An answer holds from its day until a later one; of one day there is one."""

    def answer(self, data: Any, policy: Policy) -> StepAnswer:
        """Note an answer; it takes the place of another one of the same day.

        Raises:
            InvalidInput: the policy has no such step, or the step asks for yes or no.
        """
        refuse_answer(data.code, data.state, data.text, policy)
        same = select(StepAnswer).where(
            StepAnswer.partner_id == data.partner,
            StepAnswer.code == data.code,
            StepAnswer.answered_on == data.answered_on,
        )
        there = self.work.session.exec(same).first()
        row: StepAnswer = self.add(data) if there is None else self.edit(there.id or 0, data)
        return row

    def before(self, partner_id: int, day: date) -> dict[str, StepAnswer]:
        """A partner's answers that held on a day, by step."""
        until = select(StepAnswer).where(
            StepAnswer.partner_id == partner_id, StepAnswer.answered_on <= day
        )
        rows = self.work.session.exec(until.order_by(col(StepAnswer.answered_on))).all()
        return {row.code: row for row in rows}


class Expectations(Things):
    """An expectation is settled once."""

    def settle(self, number: int, met: Fulfilment, day: date, outcome: str | None) -> Any:
        """Note whether an expectation came true.

        Raises:
            InvalidInput: it is settled already, or the day lies before it was stated.
            NotFound: there is no such expectation.
        """
        values = self.current(number)
        if (before := values["settled_on"]) is not None:
            wrong = Action("expectation", "edit", (number,), {"met": "yes|partly|no"})
            raise InvalidInput(
                f"Expectation #{number} was settled on {before} already: {values['met']}.",
                Advice("If that is wrong: {command}.", command=wrong),
            )
        settled = {"met": met, "settled_on": day}
        if outcome is not None:
            settled["outcome"] = outcome
        return self.edit(number, validate(self.schema, values | settled))
