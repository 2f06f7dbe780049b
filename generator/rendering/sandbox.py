"""Jinja closed: a layout reaches what `reach` lets it, and works as much as `effort` bears.

It decides nothing of its own; it only sees to it that every attribute, call, loop, filter and
operator of a layout goes through those two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from functools import wraps
from typing import Any, cast

from jinja2 import Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, Context, Macro, TemplateReference, Undefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace, _PassArg
from jinja2.visitor import NodeTransformer

from generator.rendering.code import Code
from generator.rendering.effort import (
    Effort,
    joined,
    of_bearable_form,
    of_bearable_length,
    of_bearable_product,
    of_bearable_replacement,
    of_bearable_width,
    power,
    product,
    total,
)
from generator.rendering.joining import OF_A_TEXT, concatenated, fill, join, remainder
from generator.rendering.reach import (
    FUNCTIONS,
    Block,
    escaped,
    kinds_with,
    method,
    methods_of,
    plain,
    printed,
    values_of,
)

# What Jinja has and a layout may not use, and why.
NOT_FILTERS = {
    "random": "a page must come out the same at each build",
    "pprint": "it prints values as the program sees them",
}
# Names that no layout can type, for what is done to every loop and every `~`.
_LOOPED, _JOINED = "for each", "text of"


class _Context(Context):
    """What the code of a layout goes by; its page ends all that were made for it."""

    def __init__(self, environment: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(environment, *args, **kwargs)
        environment.contexts.append(self)

    def end(self) -> None:
        """Let go of its macros, which hold it in turn: such circles cost a build much to find."""
        self.vars.clear()

    def super(self, name: str, current: Callable[..., Any]) -> BlockReference | Undefined:
        found = super().super(name, current)
        return Block.of(found) if isinstance(found, BlockReference) else found


class _LayoutTemplate(Template):
    """Jinja keeps for ever what a file that is imported without context holds, with what its
    `namespace()` counted on other pages: that would depend on the order in which pages are made."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        modules = cast("LayoutEnvironment", self.environment).modules
        if self not in modules:
            modules[self] = self.make_module()
        return modules[self]


class LayoutEnvironment(SandboxedEnvironment):
    """Jinja's, where a layout reaches what `reach` lets it, and works as much as `effort` bears."""

    code_generator_class = Code
    intercepted_binops = frozenset(("+", "*", "**", "%"))
    template_class = _LayoutTemplate
    context_class = _Context
    concat = staticmethod(joined)
    escaped = staticmethod(escaped)
    plain = staticmethod(plain)
    kinds_with = staticmethod(kinds_with)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.effort = Effort()
        self.modules: dict[Template, TemplateModule] = {}
        self.contexts: list[_Context] = []
        self.globals = dict(FUNCTIONS)
        self.binop_table |= {"+": total, "*": product, "**": power, "%": remainder}
        self.tests["sameas"] = _is_same
        jinjas = {**self.filters, "join": join}
        self.filters = {k: _watched(self, k, v) for k, v in jinjas.items() if k not in NOT_FILTERS}
        self.filters |= {_LOOPED: self._looped, _JOINED: concatenated}

    def _looped(self, values: Any) -> Any:
        return self.effort.gone_through(values)

    def filled(self, name: str, context: Mapping[str, object]) -> str:
        """A layout's text; each begins with nothing counted or imported, also within another."""
        before = self.effort, self.modules, self.contexts
        self.effort, self.modules, self.contexts = Effort(), {}, []
        try:
            return self.get_template(name).render(context)
        finally:
            for made in self.contexts:
                made.end()
            self.effort, self.modules, self.contexts = before

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Jinja looks for these in a chain of mappings which it copies at each include, and a plain
        mapping is copied ten times as fast."""
        return {**self.globals, **(d or {})}

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        _Watched().visit(source)
        return super()._generate(source, *args, **kwargs)

    def get_template(self, *args: Any, **kwargs: Any) -> Template:
        self.effort.included()
        return super().get_template(*args, **kwargs)

    def select_template(self, *args: Any, **kwargs: Any) -> Template:
        self.effort.included()
        return super().select_template(*args, **kwargs)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`."""
        kind = obj.__class__
        if attribute in values_of(kind):
            kinds_with(attribute).add(kind)
            return getattr(obj, attribute)
        if attribute in methods_of(kind):
            return method(self, obj, attribute)
        return self._found_in(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`, and whatever the `attribute` of a filter names."""
        try:
            found = obj[argument]
        except (TypeError, LookupError):
            if isinstance(argument, str):
                return self.getattr(obj, argument)
            return self.undefined(obj=obj, name=argument)
        return Block.of(found) if isinstance(found, BlockReference) else found

    def _found_in(self, obj: Any, name: str) -> Any:
        """What a mapping, a file of macros or the like has under a name."""
        if isinstance(obj, Undefined):
            return obj[name]  # which raises
        try:
            if isinstance(obj, Mapping):
                return obj[name]
            if isinstance(obj, TemplateReference):
                return Block.of(obj[name])
            if isinstance(obj, BlockReference) and name == "super":
                found = obj.super
                return Block.of(found) if isinstance(found, BlockReference) else found
            if isinstance(obj, Namespace | TemplateModule) and not name.startswith("_"):
                return getattr(obj, name)
        except (AttributeError, LookupError):
            pass
        return self.undefined(obj=obj, name=name)

    def call(__self, __context: Context, __function: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """`function(…)`; the names are out of the way of a layout's own keywords."""
        __self.effort.called(__function, args)
        if __function.__class__ is Macro:  # the only one that is told where it is called
            return __function(__context.eval_ctx, *args, **kwargs)
        return __function(*args, **kwargs)


class _Watched(NodeTransformer):
    """Has each loop's turns counted, and each text that `~` makes looked at."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, _LOOPED, [], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        first, *others = node.nodes
        return nodes.Filter(first, _JOINED, others, [], None, None, lineno=node.lineno)


def _watched(
    environment: LayoutEnvironment, name: str, work: Callable[..., Any]
) -> Callable[..., Any]:
    """One of Jinja's filters: what it goes through counts, and what it gives has a length."""
    at = 0 if _PassArg.from_obj(work) is None else 1
    is_of_a_text, has_options = name in OF_A_TEXT, name in _WITH_OPTIONS

    @wraps(work)
    def watched(*args: Any, **kwargs: Any) -> Any:
        subject = args[at]
        environment.effort.of_filter(subject)
        if is_of_a_text:
            printed(subject)
        if has_options:
            _of_bearable_options(name, subject, (*args[at + 1 :], *kwargs.values()))
        found = work(*args, **kwargs)
        if isinstance(found, Iterator):
            found = environment.effort.gone_through(found)
        return of_bearable_length(found)

    return watched


def _of_bearable_options(name: str, subject: Any, options: tuple[Any, ...]) -> None:
    """Raises where a filter's options would have it print debris, or more than any page needs."""
    if name in _WIDE:
        of_bearable_width(options)
    if name == "format":
        of_bearable_form(subject)
        fill(str(subject).count("%"), options)
    elif name == "replace" and len(options) > 1:
        of_bearable_replacement(str(subject), *map(str, options[:2]))
    elif name == "indent" and options:
        width = options[0] if isinstance(options[0], int) else len(str(options[0]))
        of_bearable_product(str(subject).count("\n"), width)
    elif name in ("urlize", "wordwrap"):  # which put them in many times
        longest = max((len(option) for option in options if isinstance(option, str)), default=0)
        of_bearable_product(len(str(subject)), longest)
    elif name == "xmlattr" and isinstance(subject, Mapping):
        fill(1, tuple(value for value in subject.values() if value is not None))


# Filters with a width, a number of columns or of digits.
_WIDE = frozenset(("batch", "center", "indent", "round", "slice", "tojson", "truncate", "wordwrap"))
_WITH_OPTIONS = _WIDE | {"format", "replace", "urlize", "xmlattr"}


def _is_same(value: object, other: object) -> bool:
    """Whether two values are one to a layout: which of them share a place in memory is chance."""
    return type(value) is type(other) and value == other
