"""How templates become Python: Jinja's compiler, with less work at each output and call.

What a template means is unchanged. Pages have hundreds of outputs and calls each, so what
Jinja does around every one of them was a third of the time that templates took.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any, Final

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Node
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from builder import wording
from builder.escaping import escape_text
from builder.quoting import quoted
from builder.spacing import kept_together, sets_apart

DIRECT: Final = frozenset({"url", "foreign", "entity", "_", "gettext", "ngettext"})
"""What templates call most. None of these takes Jinja's context, so they are called as they
are, whether they are ours or a site's own macros; others go through `Context.call`.
"""


def escaped(value: Any) -> str:
    """A value as HTML: what `markupsafe.escape` gives, without making a `Markup` of it."""
    kind = type(value)
    if kind is str:
        return escape_text(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is int or kind is float:
        return str(value)
    return escape(value)


class Generator(CodeGenerator):
    """Writes the Python of a template."""

    _extends = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Begin with what the outputs use."""
        self._extends = node.find(nodes.Extends) is not None
        self.writeline(f"from {__name__} import {escaped.__name__}, escape_text")
        super().visit_Template(node, frame)

    def blockvisit(self, nodes: Iterable[Node], frame: Frame) -> None:
        """Write a block, or a template that extends none, so that it gathers its pieces and hands
        them on as one, or each of a page's thousand pieces would pass through the generators of
        every template around it.
        """
        block = frame.block is not None and frame.block_frame
        whole = (block or (frame.rootlevel and not self._extends)) and frame.buffer is None
        if whole:
            self.buffer(frame)
        super().blockvisit(nodes, frame)
        if whole:
            self.writeline(f"yield concat({frame.buffer})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            # A text, as nearly all there is, is escaped without a call in between.
            self.write("(escape_text(out) if type(out := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(f") is str else {escaped.__name__}(out))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write a look-up of an attribute; what has none of the name is asked for an item."""
        if not _is_path(node.node):
            super().visit_Getattr(node, frame)
            return
        self.write("(got if (got := getattr(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, missing)) is not missing else ")
        super().visit_Getattr(node, frame)
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write a call, straight where nothing has to be handed in."""
        if forward_caller or not isinstance(node.node, nodes.Name) or node.node.name not in DIRECT:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for keyword in node.kwargs:
            self.visit(keyword, frame)
            self.write(", ")
        if node.dyn_args:
            self.write("*")
            self.visit(node.dyn_args, frame)
            self.write(", ")
        if node.dyn_kwargs:
            self.write("**")
            self.visit(node.dyn_kwargs, frame)
        self.write(")")


def _is_path(node: Node) -> bool:
    """Whether to look something up once more changes nothing: names, and attributes of such."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name)


class _Translator(NodeTransformer):
    """Puts the words of `_('…')` into the template where they take no arguments."""

    def __init__(self, words: wording.Words) -> None:
        self._words = words

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:
        """Translate one call."""
        self.generic_visit(node, *args, **kwargs)
        message = node.args[0] if len(node.args) == 1 else None
        if (
            isinstance(node.node, nodes.Name)
            and node.node.name in ("_", "gettext")
            and isinstance(message, nodes.Const)
            and not node.kwargs
        ):
            # Formatted even without arguments, as calls are: `%%` is a percent sign.
            text = self._words.gettext(message.value) % {}
            return nodes.MarkSafe(nodes.Const(text), lineno=node.lineno)
        return node


class Environment(jinja2.Environment):
    """Jinja's, in one language of the interface."""

    code_generator_class = Generator

    def __init__(self, words: wording.Words, **options: Any) -> None:
        super().__init__(**options, extensions=["jinja2.ext.i18n"])
        self.words = words
        self.install_gettext_callables(  # type: ignore[attr-defined]
            words.gettext, words.ngettext, newstyle=True
        )
        gettext = _gettext(words)
        self.globals |= {
            "_": gettext,
            "gettext": gettext,
            "ngettext": _ngettext(words),
            "foreign": foreign,
        }
        self.filters |= {
            "date": words.date,
            "day": words.day,
            "month": words.month,
            "number": words.number,
            "language": words.language,
            "quoted": lambda text: quoted(text, words),
            "direction": wording.direction,
            "kept": kept,
        }

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        translated: nodes.Template = _Translator(self.words).visit(parsed)
        return translated


def _gettext(words: wording.Words) -> Callable[..., Markup]:
    def gettext(message: str, **values: Any) -> Markup:
        return _filled(words.gettext(message), values)

    return gettext


def _ngettext(words: wording.Words) -> Callable[..., Markup]:
    def ngettext(one: str, many: str, num: int, **values: Any) -> Markup:
        values.setdefault("num", num)
        message = words.ngettext(one, many, num)
        if num >= 1000:  # 2 000 articles, 2,000 articles: as the language writes it
            message, values["num"] = message.replace("%(num)d", "%(num)s"), words.number(num)
        return _filled(message, values)

    return ngettext


def _filled(message: str, values: dict[str, Any]) -> Markup:
    """A message, which is HTML, with its values, which are not."""
    for name, value in values.items():
        if type(value) is not int:
            values[name] = escape(value)
    return Markup(str(message) % values)


def kept(text: str, lang: str) -> str:
    """A text in a language with the signs that it sets apart on the line of their words, and its
    numbers in one piece.
    """
    return Markup(kept_together(escaped(text), lang)) if sets_apart(text, lang) else text


@functools.cache
def foreign(lang: str, around: str) -> Markup:
    """The `lang` and `dir` of an element in another language than what is around it; nothing
    where they are the same.
    """
    if not lang or lang == around:
        return Markup("")
    attributes = Markup(' lang="{}"').format(lang)
    if wording.direction(lang) != wording.direction(around):
        attributes += Markup(' dir="{}"').format(wording.direction(lang))
    return attributes
