"""Markdown as a Word file: headings, paragraphs, lists and tables, in our styles."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from partnerreg.render.word_document import add_rows, add_table, mark_gaps, new_document, text_width

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from partnerreg.language import Language

_LINE_OF_A_TAG = re.compile(r"^\s*\{%\s*([^{}]*?)\s*%\}\s*$", re.MULTILINE)

_STYLES = {"strong": "bold", "em": "italic"}


def as_word(markdown: str, language: Language) -> bytes:
    """A Markdown text as a Word file, called as its first heading says."""
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(markdown))
    title = next((_plain(node) for node in tree.children if node.type == "heading"), "")
    document = new_document(title, language)
    for node in tree.children:
        _write_block(document, node)
    mark_gaps(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_word_template(markdown: str, language: Language) -> bytes:
    """A template in Markdown as a Word file that is one: its tags are paragraphs of their own."""
    return as_word(_LINE_OF_A_TAG.sub(r"\n{%p \1 %}\n", markdown), language)


def _write_block(document: Document, node: SyntaxTreeNode, style: str = "Normal") -> None:
    match node.type:
        case "heading":
            level = min(int(node.tag.removeprefix("h")), 3)
            _write_inline(document.add_heading("", level), node)
        case "paragraph":
            _write_inline(document.add_paragraph(style=style), node)
        case "bullet_list" | "ordered_list":
            first = int(node.attrs.get("start", 1))
            for number, item in enumerate(node.children, first):
                sign = "•" if node.type == "bullet_list" else f"{number}."
                _write_item(document, item, sign)
        case "table":
            _write_table(document, node)
        case "hr":
            document.add_paragraph(style="Line")
        case "inline" | "html_block" | "code_block" | "fence":
            document.add_paragraph(node.content.rstrip(), style)
        case _:
            for child in node.children:
                _write_block(document, child, style)


def _write_item(document: Document, item: SyntaxTreeNode, sign: str) -> None:
    paragraph = document.add_paragraph(f"{sign}\t", "Item")
    for place, child in enumerate(item.children):
        if place:
            _write_block(document, child, "Item")
        else:
            _write_inline(paragraph, child)


def _write_table(document: Document, table: SyntaxTreeNode) -> None:
    rows = [
        [_plain(cell) for cell in row.children] for part in table.children for row in part.children
    ]
    header, *others = rows
    widths = [text_width() / len(header)] * len(header)
    add_rows(add_table(document, widths, header), others, "Signature")
    document.add_paragraph()


def _write_inline(paragraph: Paragraph, node: SyntaxTreeNode, *marks: str) -> None:
    """What stands within a block, set as its marks say."""
    for child in node.children:
        match child.type:
            case "inline" | "link":
                _write_inline(paragraph, child, *marks)
            case "strong" | "em":
                _write_inline(paragraph, child, *marks, _STYLES[child.type])
            case "hardbreak":
                paragraph.add_run().add_break()
            case "html_inline" if child.content == "<br>":
                paragraph.add_run().add_break()
            case "softbreak":
                paragraph.add_run(" ")
            case _:
                run = paragraph.add_run(
                    child.content, "Code" if child.type == "code_inline" else None
                )
                for mark in marks:
                    setattr(run, mark, True)


def _plain(node: SyntaxTreeNode) -> str:
    """What a node says, without its marks."""
    if not node.children:
        return "\n" if node.type in {"hardbreak", "html_inline"} else node.content
    return "".join(map(_plain, node.children))
