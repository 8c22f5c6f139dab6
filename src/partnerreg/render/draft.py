"""An agreement drafted from a template: what the register knows, and gaps for what it does not.

What is filled in is text and nothing else, whatever stands in it.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import TemplateError

from partnerreg.domain.placeholders import PLACEHOLDERS
from partnerreg.errors import InvalidInput
from partnerreg.render import markdown
from partnerreg.render.template import CAN_STAND, environment, lines_of, placeholders_of
from partnerreg.render.text import DOTS, safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from partnerreg.language import Language
    from partnerreg.render.template import Template


_TAGS = re.compile(r"\s*(?:\{%[^{}]*%\}\s*)+")


class Draft(NamedTuple):
    """A filled template.

    Attributes:
        data: the file's bytes.
        filled: how many placeholders there was something for.
        gaps: the names of the others, where they are seen.
    """

    data: bytes
    filled: int
    gaps: Sequence[str]


class _Gap(str):
    """What stands for a value that is not there; it counts as nothing in an `if`."""

    __slots__ = ()

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[str]:
        yield self  # where it is gone through, the gap is seen, too


class _Texts(tuple[str, ...]):
    """Several texts: by themselves a line each."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(self)


def fill(
    template: Template, values: Mapping[str, str | Sequence[str] | None], language: Language
) -> Draft:
    """A template with what the register knows in it.

    Args:
        template: what is filled.
        values: what placeholders stand for; those of nothing become gaps that are seen.
        language: what gaps are named in.

    Raises:
        InvalidInput: as `placeholders_of`, or it cannot be filled.
    """
    names = placeholders_of(template)
    meanings = {each.name: language.gettext(each.meaning) for each in PLACEHOLDERS}
    gaps = {name: _Gap(f"[{meaning}: {DOTS}]") for name, meaning in meanings.items()}
    known = {name: _value(values.get(name)) or gap for name, gap in gaps.items()}
    seen: set[str] = set()

    def written(value: Any) -> str:
        text = safe(str(value))
        if DOTS in text:
            seen.update(name for name, gap in gaps.items() if str(gap) in text)
        return text if template.is_word else markdown.escape(text)

    fillable = environment(written)
    try:
        data = (_filled_word if template.is_word else _filled)(template, known, fillable)
    except TemplateError as error:
        raise InvalidInput(f"{template.name} cannot be filled: {error}.", CAN_STAND) from None
    filled = sum(bool(known[name]) for name in names)
    return Draft(data, filled, [name for name in gaps if name in seen])


def _value(value: str | Sequence[str] | None) -> str | _Texts:
    return value if isinstance(value, str) else _Texts(value or ())


def _filled(
    template: Template, known: Mapping[str, Any], fillable: ImmutableSandboxedEnvironment
) -> bytes:
    # A line of tags alone is no line of the draft.
    source = "".join(
        line.text.strip() if _TAGS.fullmatch(line.text) else f"{line.text}\n"
        for line in lines_of(template)
    )
    return fillable.from_string(source).render(known).encode()


def _filled_word(
    template: Template, known: Mapping[str, Any], fillable: ImmutableSandboxedEnvironment
) -> bytes:
    from docx.oxml.ns import qn
    from docxtpl import DocxTemplate

    from partnerreg.render.word_document import mark_gaps

    document, out = DocxTemplate(BytesIO(template.data)), BytesIO()
    document.render(dict(known), fillable, autoescape=True)
    for cell in document.docx.element.body.iter(qn("w:tc")):
        if cell.find(qn("w:p")) is None:  # the tags of a loop have taken it away; Word needs one
            cell.add_p()
    mark_gaps(document.docx)
    document.save(out)
    return out.getvalue()
