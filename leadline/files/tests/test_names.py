"""A stranger's name for a file is harmless wherever it is shown or saved."""

import pytest

from leadline.files.names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("given", "ending", "name"),
    [
        ("licence.pdf", "pdf", "licence.pdf"),
        ("Licence.PDF", "pdf", "Licence.pdf"),
        ("photo.jpeg", "jpg", "photo.jpg"),
        ("../../etc/passwd", "txt", "passwd.txt"),
        ("C:\\Users\\me\\plan.xlsx", "xlsx", "plan.xlsx"),
        ("invoice.pdf.exe", "pdf", "invoice.pdf.exe.pdf"),
        ("photo\u202egnp.exe", "png", "photognp.exe.png"),
        ('a"; filename="b\r\nX-Evil: 1.pdf', "pdf", "a__ filename=_b X-Evil_ 1.pdf"),
        ("营业执照.png", "png", "营业执照.png"),
        ("", "pdf", "file.pdf"),
        ("...", "pdf", "file.pdf"),
        (".htaccess", "txt", "htaccess.txt"),
        ("con.txt", "txt", "file con.txt"),
        ("\x00\x00", "txt", "file.txt"),
    ],
)
def test_the_name(given: str, ending: str, name: str) -> None:
    assert safe_name(given, ending) == name


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    name = safe_name("很" * 10_000 + ".pdf", "pdf")
    assert len(name) == LONGEST
    assert name.endswith("很.pdf")
