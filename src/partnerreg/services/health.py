"""Health checks: what is asked in a round, and what is answered to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError
from sqlmodel import col, select

from partnerreg.actions import Action, Advice, Option, see
from partnerreg.domain.health import Reply
from partnerreg.errors import InvalidInput
from partnerreg.nouns import checks
from partnerreg.services.things import Things
from partnerreg.tables import HealthAnswer, HealthCheck, HealthStatement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnerreg.domain.checklists import Checklist
    from partnerreg.domain.enums import Party

Replies = dict[str, Reply]


class HealthChecks(Things):
    """Rounds of health checks."""

    def open(self, data: Any, checklist: Checklist, language: str) -> HealthCheck:
        """Open a round, in which the items of a checklist are asked.

        They are kept with it: answers stay what they were when the checklist changes.
        """
        row: HealthCheck = self.add(data)
        assert row.id is not None
        self.work.session.add_all(
            HealthStatement(
                health_id=row.id,
                code=item.code,
                section=item.group or None,
                text=item.text(language),
                is_open=item.is_open,
            )
            for item in checklist.items
        )
        self.work.session.flush()
        return row

    def answer(
        self,
        number: int,
        side: Party,
        replies: Mapping[str, Reply],
        *,
        respondent: int | None = None,
        another: bool = False,
    ) -> int:
        """Keep what somebody answered; returns the respondent's number on that side.

        Args:
            number: the round's.
            side: whose view it is.
            replies: by the statements' codes; what is empty takes back what was there.
            respondent: whose answers are changed; somebody new answers if None.
            another: somebody new may answer just as somebody did before.

        Raises:
            InvalidInput: the round is closed, it does not ask what is answered, there is no such
                respondent, or the same was answered already.
            NotFound: there is no such round.
        """
        row: HealthCheck = self.get(number)
        if row.closed_on is not None:
            raise InvalidInput(
                f"Health check #{number} was closed on {row.closed_on}; it takes no answers.",
                Advice(
                    "Open it again first: {command}.",
                    command=Action("health", "edit", (number,), {"closed_on": ""}),
                ),
            )
        self._refuse_unasked(number, replies)
        known = self.respondents(number, side)
        if respondent is None:
            said = {code: reply for code, reply in replies.items() if any(reply)}
            if not said:
                raise InvalidInput("No statement is answered.")
            if not another:
                self._refuse_repeated(number, side, said, known)
            respondent = max(known, default=0) + 1
        elif respondent not in known:
            raise InvalidInput(
                f"Nobody is respondent {respondent} of that side in health check #{number}.",
                see("health", "show", row.partner_id),
            )
        self._write(row, side, respondent, replies)
        return respondent

    def respondents(self, number: int, side: Party) -> dict[int, Replies]:
        """What each respondent of a side answered in a round."""
        found: dict[int, Replies] = {}
        for row in self.work.session.exec(_answers(number, side)):
            reply = Reply(row.score, row.comment)
            found.setdefault(row.respondent, {})[row.code] = reply
        return found

    def statements(self, number: int) -> list[HealthStatement]:
        """What is asked in a round."""
        asked = select(HealthStatement).where(HealthStatement.health_id == number)
        return list(self.work.session.exec(asked.order_by(col(HealthStatement.id))))

    def _refuse_unasked(self, number: int, replies: Mapping[str, Reply]) -> None:
        asked = {row.code: row for row in self.statements(number)}
        for code, reply in replies.items():
            if code not in asked:
                raise InvalidInput(
                    f"{code!r} is no statement of health check #{number}.",
                    f"Its statements are {', '.join(asked)}.",
                )
            if asked[code].is_open and reply.score is not None:
                raise InvalidInput(f"{code} is answered in words, not by a number.")
            try:
                checks.parse_text(reply.comment)
            except PydanticCustomError as error:
                raise InvalidInput(f"{code}: the comment {error}.") from None

    def _refuse_repeated(
        self, number: int, side: Party, said: Replies, known: Mapping[int, Replies]
    ) -> None:
        for respondent, replies in known.items():
            if replies == said:
                raise InvalidInput(
                    f"The same was answered already, by respondent {respondent} of that side "
                    f"({side}), in health check #{number}. Nothing was written.",
                    Advice(
                        "If somebody else answered just the same, say {option}.",
                        option=Option("another"),
                    ),
                )

    def _write(
        self, row: HealthCheck, side: Party, respondent: int, replies: Mapping[str, Reply]
    ) -> None:
        assert row.id is not None
        session, day = self.work.session, self.work.today
        mine = _answers(row.id, side).where(HealthAnswer.respondent == respondent)
        there = {answer.code: answer for answer in session.exec(mine)}
        for code, reply in replies.items():
            answer = there.get(code)
            if answer is not None and not any(reply):
                session.delete(answer)
            elif answer is not None:
                if (answer.score, answer.comment) != reply:
                    answer.score, answer.comment = reply
                    answer.answered_on = day
            elif any(reply):
                session.add(
                    HealthAnswer(
                        health_id=row.id,
                        side=side,
                        respondent=respondent,
                        code=code,
                        score=reply.score,
                        comment=reply.comment,
                        answered_on=day,
                    )
                )
        session.flush()


def _answers(number: int, side: Party) -> Any:
    of_side = HealthAnswer.health_id == number, HealthAnswer.side == side
    return select(HealthAnswer).where(*of_side).order_by(col(HealthAnswer.id))
