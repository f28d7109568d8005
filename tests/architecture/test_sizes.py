"""No file and no function grows past what one reads at a sitting: past the limit, split by noun."""

import pytest

from tests.architecture.source import ROOT, faults, files, functions, hold

FUNCTION_LINES = 40
FILE_LINES = {".py": 300, ".html": 200, ".css": 300, ".js": 200}


def too_long(source: str, limit: int) -> list[str]:
    lines = len(source.splitlines())
    return [f"{lines} lines, at most {limit}"] if lines > limit else []


def long_functions(source: str) -> list[str]:
    return [
        f"{node.name} has {lines} lines, at most {FUNCTION_LINES}"
        for node in functions(source)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]


@pytest.mark.parametrize("suffix", FILE_LINES)
def test_files_are_short(suffix: str) -> None:
    limit = FILE_LINES[suffix]
    hold(faults(files(ROOT, suffix), lambda source: too_long(source, limit)))


def test_functions_are_short() -> None:
    hold(faults(files(ROOT, ".py"), long_functions))


def test_a_long_file_is_found() -> None:
    assert too_long("x\n" * 301, 300) == ["301 lines, at most 300"]
    assert too_long("x\n" * 300, 300) == []


def test_a_long_function_is_found() -> None:
    assert long_functions("def f():\n" + "    x = 1\n" * 40) == ["f has 41 lines, at most 40"]
    assert long_functions("def f():\n" + "    x = 1\n" * 39) == []
