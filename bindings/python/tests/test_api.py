"""What callers see, as bindings/api/python.txt has it: a change of it is a change for them.

With SIPAR_API=write in the environment the file is written anew.
"""

import enum
import inspect
import os
import re

import sipar
from conftest import ROOT


def signature(function):
    text = re.sub(r"<object object at \w+>", "...", str(inspect.signature(function)))
    return re.sub(r"_ffi\.|sipar\.|typing\.|'", "", text)


def members(cls):
    if issubclass(cls, enum.Enum):
        return list(cls.__members__)
    ours = [base for base in reversed(cls.__mro__) if base.__module__.startswith("sipar")]
    own = {name: value for base in ours for name, value in vars(base).items() if not name.startswith("_")}
    # Each case of an error is a class of its own.
    lines = [name for name, value in own.items() if inspect.isclass(value)]
    for name, value in own.items():
        if isinstance(value, property):
            lines.append(f"{name}: {inspect.signature(value.fget).return_annotation}")
        elif isinstance(value, classmethod) or inspect.isfunction(value):
            lines.append(f"def {name}{signature(getattr(cls, name))}")
    if not issubclass(cls, BaseException):
        lines.append(f"def __init__{signature(cls.__init__)}")
    return sorted(lines)


def signatures():
    for name in sorted(sipar.__all__):
        value = getattr(sipar, name)
        if inspect.isclass(value):
            yield f"class {name}"
            yield from (f"    {line}" for line in members(value))
        elif inspect.isfunction(value):
            yield f"def {name}{signature(value)}"
        else:
            yield f"{name} = {value!r}"


def test_signatures():
    path = ROOT / "bindings" / "api" / "python.txt"
    now = "".join(f"{line}\n" for line in signatures())
    if os.environ.get("SIPAR_API") == "write":
        path.write_text(now, "utf-8")
    assert path.read_text("utf-8") == now
