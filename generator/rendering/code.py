"""A layout's code: Jinja's own, but for what pages do hundreds of times each.

What is printed, called and looked up goes the same ways as ever, through `reach` and `effort`; here
these ways are only made short. Code is written once for a layout and kept (`compiled.py`).
"""

from __future__ import annotations

from contextlib import suppress
from keyword import iskeyword

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst


class Code(CodeGenerator):
    """Writes the code of one layout."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        self._looked_up: dict[str, str] = {}
        super().visit_Template(node, frame)
        for name, kinds in self._looked_up.items():
            self.writeline(f"{kinds} = environment.kinds_with({name!r})")

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escaped, plain = environment.escaped, environment.plain")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's names
        """Text and values that follow on each other, put out in one."""
        if frame.require_output_check:
            if self.has_known_extends:
                return
            self.writeline("if parent_template is None:")
            self.indent()
        parts = self._parts(node, frame)
        start = "yield " if frame.buffer is None else f"{frame.buffer}.append("
        self.writeline(start + ("''.join((" if len(parts) > 1 else "("), node)
        self.indent()
        for part in parts:
            if isinstance(part, str):
                self.writeline(repr(part))
            else:
                self.newline(part)
                self._write_printed(part, frame)
            self.write("," if len(parts) > 1 else "")
        self.outdent()
        self.writeline(("))" if len(parts) > 1 else ")") + (")" if frame.buffer else ""))
        if frame.require_output_check:
            self.outdent()

    def _parts(self, node: nodes.Output, frame: Frame) -> list[str | nodes.Expr]:
        """What is known now, as text; what the page will tell, as it is."""
        parts: list[str | nodes.Expr] = []
        for child in node.nodes:
            part: str | nodes.Expr = child
            # Whatever is wrong with a constant is told where it is printed.
            with suppress(Exception):
                part = self._output_child_to_const(child, frame, self._make_finalize())
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                parts[-1] += part
            else:
                parts.append(part)
        return parts

    def _write_printed(self, node: nodes.Expr, frame: Frame) -> None:
        if frame.eval_ctx.volatile:
            self.write("(escaped if context.eval_ctx.autoescape else plain)(")
        else:
            self.write("escaped(" if frame.eval_ctx.autoescape else "plain(")
        self.visit(node, frame)
        self.write(")")

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """A documented field is taken as it is, once its kind is known to have it."""
        name = node.attr
        if name.startswith("_") or iskeyword(name) or not name.isascii():
            super().visit_Getattr(node, frame)
            return
        kinds = self._looked_up.setdefault(name, f"kinds_{len(self._looked_up)}")
        self.write(f"(it.{name} if (it := ")
        self.visit(node.node, frame)
        self.write(f").__class__ in {kinds} else environment.getattr(it, {name!r}))")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Without the variables of loops and blocks: no function of ours asks for them."""
        self.write("environment.call(context, ")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")
