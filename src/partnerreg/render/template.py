"""A template for an agreement: Markdown, or a Word file of the house's own; and what is wrong.

It is Jinja2's, of which only what always ends is let through: placeholders, `if`, `for` and
some filters. What is wrong is told with its place, before anything is filled in.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeVisitor

from partnerreg.domain.placeholders import PLACEHOLDERS
from partnerreg.errors import InvalidInput
from partnerreg.word_file import damaged, open_word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_BYTES = 20 * 1024 * 1024
"""The largest template."""

# Loops in each other: each goes through all that there is of something.
DEEPEST_LOOP = 2

# How many of the things that are wrong with a template are told.
_TOLD = 10

FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "trim", "upper")
CAN_STAND = (
    "Placeholders can stand in it as {{ partner }}, {% if … %}, {% for … in … %}, "
    f"and the filters {', '.join(FILTERS)}."
)
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.If, nodes.CondExpr),
    *(nodes.Keyword, nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or),
)
_KNOWN = {each.name for each in PLACEHOLDERS}

# Parts of a Word file that are filled in, and what they are called.
_PARTS = {"main": "", "header": " of a header", "footer": " of a footer", "footnotes": " of a note"}
_WORD_TAG = re.compile(r"\{%(?:p|tr|tc)(?= )")  # what it takes away, to docxtpl
_IN_TAGS = re.compile(r"\{[{%].*?[%}]\}")
_QUOTES = str.maketrans("‘’“”", "''\"\"")  # as Word types them


class Template(NamedTuple):
    """A template, by the name of its file."""

    name: str
    data: bytes

    @property
    def is_word(self) -> bool:
        """Whether it is a Word file; else it is Markdown."""
        return self.name.lower().endswith(".docx")


class Line(NamedTuple):
    """A line of Markdown, or a paragraph of a Word file, and where it is."""

    place: str
    text: str


def placeholders_of(template: Template) -> set[str]:
    """The names of the placeholders that a template has.

    Raises:
        InvalidInput: it is damaged or too large, has a placeholder that there is not, or
            holds what cannot stand in a template; names each place.
    """
    lines = lines_of(template)
    walk = _Walk()
    try:
        walk.visit(environment().parse("\n".join(line.text for line in lines)))
    except TemplateSyntaxError as error:
        walk.faults = {(error.lineno, (error.message or "cannot be read").rstrip("."))}
    if not walk.faults:
        return walk.placeholders
    said = [
        f"{template.name}, {lines[min(number, len(lines)) - 1].place}: {reason}."
        for number, reason in sorted(walk.faults)
    ]
    if len(said) > _TOLD:
        said[_TOLD:] = [f"… and {len(said) - _TOLD} more."]
    raise InvalidInput("\n".join(said), CAN_STAND)


def environment(written: Callable[[Any], str] = str) -> ImmutableSandboxedEnvironment:
    """What reads and fills templates; `written` says how a value is written."""
    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        finalize=written,
        keep_trailing_newline=True,
    )
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.globals.clear()
    return made


class _Walk(NodeVisitor):
    """A walk through a template's tree.

    Attributes:
        placeholders: those that were met.
        faults: what is wrong, each after its line.
    """

    def __init__(self) -> None:
        self.placeholders: set[str] = set()
        self.faults: set[tuple[int, str]] = set()
        self._loops: list[str] = []  # the names that they give, the innermost last

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> None:
        """Refuse what cannot stand in a template."""
        if isinstance(node, _ALLOWED):
            super().generic_visit(node, *args, **kwargs)
        else:
            self._refuse(node, f"{type(node).__name__.lower()} cannot stand in a template")

    def visit_Name(self, node: nodes.Name) -> None:  # noqa: N802 -- so does Jinja2 call it
        """A placeholder, or what a loop gives."""
        if node.name in _KNOWN:
            self.placeholders.add(node.name)
        elif node.name not in self._loops:
            self._refuse(node, _unknown(node.name))

    def visit_Getattr(self, node: nodes.Getattr) -> None:  # noqa: N802
        """What a loop tells of itself; placeholders have no parts."""
        whole = node.node.name if isinstance(node.node, nodes.Name) else "…"
        if whole != "loop" or not self._loops:
            self._refuse(node, _unknown(f"{whole}.{node.attr}"))

    def visit_Filter(self, node: nodes.Filter) -> None:  # noqa: N802
        """One of `FILTERS`."""
        if node.name not in FILTERS:
            self._refuse(node, f"there is no filter {node.name!r}")
        for child in node.iter_child_nodes():
            self.visit(child)

    def visit_For(self, node: nodes.For) -> None:  # noqa: N802
        """A loop over all that there is of something."""
        if len(self._loops) == DEEPEST_LOOP:
            self._refuse(node, f"more than {DEEPEST_LOOP} loops stand in each other")
            return
        if node.recursive or not isinstance(node.target, nodes.Name):
            self._refuse(node, "a loop gives one name, as {% for goal in goals %}")
            return
        self.visit(node.iter)
        self._loops.append(node.target.name)
        for child in (*([node.test] if node.test else []), *node.body):
            self.visit(child)
        self._loops.pop()
        for child in node.else_:
            self.visit(child)

    def _refuse(self, node: nodes.Node, reason: str) -> None:
        self.faults.add((node.lineno, reason))


def _unknown(name: str) -> str:
    near = get_close_matches(name, _KNOWN, n=1)
    return f"there is no placeholder {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")


def lines_of(template: Template) -> Sequence[Line]:
    """A template's lines, or the paragraphs of all parts of a Word file that are filled in.

    Raises:
        InvalidInput: it is damaged or too large.
    """
    if len(template.data) > MOST_BYTES:
        raise _too_large(template)
    if template.is_word:
        return _paragraphs(template)
    try:
        text = template.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = template.data[: error.start].count(b"\n") + 1
        raise InvalidInput(
            f"{template.name}, line {line}: this is no text in UTF-8.",
            "Save the template as UTF-8, or as a Word file (.docx).",
        ) from None
    return [Line(f"line {number}", line) for number, line in enumerate(text.splitlines(), 1)]


def _paragraphs(template: Template) -> Sequence[Line]:
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    lines = []
    document = open_word(template.name, BytesIO(template.data))
    for part in document.part.package.iter_parts():
        kind = part.content_type.removesuffix("+xml").rpartition(".")[2]
        if kind not in _PARTS:
            continue
        try:
            root = parse_xml(part.blob)
        except SyntaxError as error:  # of notes, which the library does not read by itself
            raise damaged(template.name, error) from None
        lines += [
            Line(f"paragraph {number}{_PARTS[kind]}", _text_of(paragraph))
            for number, paragraph in enumerate(root.iter(qn("w:p")), 1)
        ]
    return lines


def _text_of(paragraph: Any) -> str:
    """What a paragraph says, its tags as Jinja2 reads them; a text box in it says its own."""
    from docx.oxml.ns import qn

    texts = (
        text.text or ""
        for text in paragraph.iter(qn("w:t"))
        if next(text.iterancestors(qn("w:p"))) is paragraph
    )
    tags = _WORD_TAG.sub("{%", "".join(texts))
    return _IN_TAGS.sub(lambda tag: tag[0].translate(_QUOTES), tags.replace("\n", " "))


def _too_large(template: Template) -> InvalidInput:
    return InvalidInput(
        f"{template.name} is larger than any template: at most {MOST_BYTES >> 20} MB are read.",
        "Take the pictures out of it.",
    )
