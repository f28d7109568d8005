"""Every module with code has a twin in its app's tests, so that one knows where its tests stand."""

from pathlib import Path

from tests.architecture.source import HOUSE, apps, files, functions, hold, is_test

WITHOUT_TWIN = {"__init__.py", "apps.py", "urls.py", "settings.py", "wsgi.py"}


def twins(module: Path) -> list[Path]:
    """Where the twin of a module (a path inside its app) may stand, inside the app."""
    name = f"test_{module.name}"
    return [Path("tests") / module.parent / name, Path("tests") / name]


def has_code(source: str) -> bool:
    return next(functions(source), None) is not None


def missing_twins(app: Path, modules: list[Path]) -> list[str]:
    return [
        f"{(app / module).relative_to(app.parent)} has no {twins(module)[-1]}"
        for module in modules
        if module.name not in WITHOUT_TWIN
        and not any((app / twin).is_file() for twin in twins(module))
    ]


def modules_with_code(app: Path) -> list[Path]:
    return [
        path.relative_to(app)
        for path in files(app, ".py")
        if not is_test(path) and has_code(path.read_text(encoding="utf-8"))
    ]


def test_every_module_has_its_twin() -> None:
    assert apps(), "there is no app at all"
    hold([fault for app in apps() for fault in missing_twins(app, modules_with_code(app))])


def test_a_missing_twin_is_found() -> None:
    core = HOUSE / "core"
    assert missing_twins(core, [Path("clock.py"), Path("apps.py")]) == []
    assert missing_twins(core, [Path("sundial.py")]) == [
        "core/sundial.py has no tests/test_sundial.py"
    ]


def test_a_module_of_constants_needs_no_twin() -> None:
    assert not has_code("LIMIT = 3\nclass Choice: pass\n")
    assert has_code("class Choice:\n    def spoken(self): return 1\n")


def test_a_command_has_its_twin_in_the_tests_of_its_app() -> None:
    assert twins(Path("management/commands/backup.py")) == [
        Path("tests/management/commands/test_backup.py"),
        Path("tests/test_backup.py"),
    ]
