"""Doing once, when a template is compiled, what would come out alike on every page: half of a page's work."""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

SETTLED = {"_", "icon", "url"}  # what says the same whenever it is given the same


class Settled(Environment):
    """An environment whose templates hold their parts, and what is said with fixed words alone, as text."""

    def _generate(self, source: nodes.Template, *about: Any, **more: Any) -> str:
        return super()._generate(Settling(self).visit(source), *about, **more)


class Settling(NodeTransformer):
    """Goes through a template's tree and puts what is known in the place of what asks for it."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  # named after the node
        """Say `_("Close")`, draw `icon("closed")` and address `url("cases")` now."""
        self.generic_visit(node)
        words = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        is_fixed = len(words) == len(node.args) and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        if is_fixed and isinstance(node.node, nodes.Name) and node.node.name in SETTLED:
            known: Callable[..., str] = self.environment.globals[node.node.name]  # type: ignore[assignment]  # our own
            return nodes.Const(known(*words), lineno=node.lineno)
        return node

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802  # named after the node
        """Put a part into its place, where it sees what it would see by itself; what it sets stays in it."""
        if not isinstance(node.template, nodes.Const) or self.environment.loader is None:
            return node
        name = node.template.value
        source, filename, _is_fresh = self.environment.loader.get_source(self.environment, name)
        part = self.visit(self.environment.parse(source, name, filename))
        return nodes.Scope(part.body, lineno=node.lineno)
