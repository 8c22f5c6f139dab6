"""What may be said of an agreement."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from partnerreg.domain.enums import Renewal
from partnerreg.schemas import fields
from partnerreg.schemas.validation import Schema, refused

# The longest term of renewal or notice, in months: fifty years.
LONGEST = 600


class AgreementData(Schema):
    """An agreement; `valid_until` empty is open-ended, `renewal_months` makes renewal tacit."""

    kind: fields.AgreementKindWord
    title: fields.Name
    reference: fields.Line = None
    signed_on: fields.Day = None
    valid_from: fields.Day = None
    valid_until: fields.Day = None
    renewal_months: fields.Count = None
    notice_months: fields.Count = None
    terminated_on: fields.Day = None
    exit_terms: fields.Text = None

    @property
    def renewal(self) -> Renewal:
        """Whether the term runs on by itself."""
        return Renewal.TACIT if self.renewal_months is not None else Renewal.NONE

    @model_validator(mode="after")
    def _dates_fit(self) -> Self:
        start = self.valid_from or self.signed_on
        if start and self.valid_until and self.valid_until < start:
            raise refused("valid_until", f"{self.valid_until} lies before the start {start}")
        if start and self.terminated_on and self.terminated_on < start:
            raise refused("terminated_on", f"{self.terminated_on} lies before the start {start}")
        if self.renewal_months is not None and self.valid_until is None:
            raise refused("renewal_months", "need an end of the first term; give it with --until")
        if self.renewal_months is not None and not 1 <= self.renewal_months <= LONGEST:
            raise refused("renewal_months", f"must be 1 to {LONGEST}")
        if self.notice_months is not None and self.notice_months > LONGEST:
            raise refused("notice_months", f"must be at most {LONGEST}")
        return self
