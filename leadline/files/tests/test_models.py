"""A file is called what it was called when it was handed in."""

from leadline.files.models import File


def test_a_file_by_its_name() -> None:
    assert str(File(name="licence.pdf")) == "licence.pdf"
