"""Exceptions while an item of a scene is painted: reported, not fatal."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

Item = TypeVar("Item")
Rest = ParamSpec("Rest")


def safe_paint(paint: Callable[Concatenate[Item, Rest], None]) -> Callable[Concatenate[Item, Rest], None]:
    """Hand an exception over to `sys.excepthook`: PySide 6.10 crashes the program when one leaves a QGraphicsItem's paint."""

    @wraps(paint)
    def painted(item: Item, *arguments: Rest.args, **keywords: Rest.kwargs) -> None:
        try:
            paint(item, *arguments, **keywords)
        except Exception:
            sys.excepthook(*sys.exc_info())

    return painted
