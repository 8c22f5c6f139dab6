"""What may be said of the house's units, areas, goals and people."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from partnerreg.schemas import addresses, fields
from partnerreg.schemas.validation import Schema, refused


class Period(Schema):
    """From a day until a day, both included; open where empty."""

    starts_on: fields.Day = None
    ends_on: fields.Day = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise refused("ends_on", f"{self.ends_on} lies before the start {self.starts_on}")
        return self


class GoalData(Period):
    """A goal of the house's strategy; `code` is what people call it by."""

    code: fields.Name
    title: fields.Name


class StaffData(Period):
    """One of our people, or a desk."""

    name: fields.Name
    email: addresses.Email = None
    is_management: bool = False


class LinkData(Period):
    """A tie between a partner and one of the house's things."""

    rationale: fields.Text = None
