"""Fails where a function has more than 25 lines, or a file more than 400 (STYLE.md, 11). Docstrings and blank lines are free."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FUNCTION_LINES = 25
FILE_LINES = 400
FOLDERS = ("server", "tools", "bench", "faults")  # a story is told in one go


def main() -> int:
    complaints = [complaint for path in python_files() for complaint in too_long(path)]
    print("\n".join(complaints))
    return bool(complaints)


def python_files() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from (path for path in sorted(Path(folder).rglob("*.py")) if not {"migrations", ".peers"} & set(path.parts))


def too_long(path: Path) -> Iterator[str]:
    text = path.read_text()
    lines = text.splitlines()
    if len(lines) > FILE_LINES:
        yield f"{path}: {len(lines)} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = sum(1 for line in lines[first_line(node) - 1 : node.end_lineno] if line.strip())
            if length > FUNCTION_LINES:
                yield f"{path}:{node.lineno}: {node.name} has {length} lines"


def first_line(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
    return body[0].lineno


if __name__ == "__main__":
    sys.exit(main())
