"""Names are read into family and given name in the scripts that leads come in, and never lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.parties.normalise.names import people_in, read_name


@pytest.mark.parametrize(
    ("text", "family", "given_name", "latin"),
    [
        ("王小明", "王", "小明", "wang xiaoming"),
        ("歐陽娜娜", "歐陽", "娜娜", "ouyang nana"),
        ("诸葛亮", "诸葛", "亮", "zhuge liang"),
        ("张王小明", "张王", "小明", "zhangwang xiaoming"),
        ("王小明先生", "王", "小明", "wang xiaoming"),
        ("单田芳", "单", "田芳", "shan tianfang"),
        ("解晓东", "解", "晓东", "xie xiaodong"),
        ("仇英", "仇", "英", "qiu ying"),
        ("曾国藩", "曾", "国藩", "zeng guofan"),
        ("吕布", "吕", "布", "lu bu"),
        ("买买提·艾力", "艾力", "买买提", "aili maimaiti"),
        ("王芳 (Wang Fang)", "王", "芳", "wang fang"),
        ("Wang Xiaoming", "Wang", "Xiaoming", "wang xiaoming"),
        ("Xiao Ming Wang", "Wang", "Xiao Ming", "wang xiaoming"),
        ("WANG Xiao-Ming", "WANG", "Xiao-Ming", "wang xiaoming"),
        ("Anna Koch", "Koch", "Anna", "koch anna"),
        ("Koch, Anna", "Koch", "Anna", "koch anna"),
        ("Dr. Anna Koch", "Koch", "Anna", "koch anna"),
        ("Jürgen Müller-Lüdenscheidt", "Müller-Lüdenscheidt", "Jürgen",
         "muller ludenscheidt jurgen"),
        ("Pat O'Brien", "O'Brien", "Pat", "obrien pat"),
        ("Иван Петров", "Петров", "Иван", "петров иван"),
        ("Madonna", "Madonna", "", "madonna"),
    ],
)  # fmt: skip
def test_one_cell(text: str, family: str, given_name: str, latin: str) -> None:
    name = read_name(text)
    assert (name.family, name.given, name.latin) == (family, given_name, latin)
    assert (name.text, name.problems) == (text, ())


def test_two_cells() -> None:
    assert read_name(family="王", given="芳").latin == "wang fang"
    assert read_name(family="王", given="芳").text == "王芳"
    assert read_name(family="Koch", given="Anna").text == "Anna Koch"


@pytest.mark.parametrize("spelled", ["王小明", "Wang Xiaoming", "Xiaoming Wang", "Xiao Ming Wang"])
def test_every_spelling_has_the_same_initials(spelled: str) -> None:
    assert read_name(spelled).initials == "wx"


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Anna Koch / 王芳", ("Anna Koch", "王芳")),
        ("Anna Koch; Ben Ito", ("Anna Koch", "Ben Ito")),
        ("Anna Koch, Ben Ito", ("Anna Koch", "Ben Ito")),
        ("Anna Koch and Ben Ito", ("Anna Koch", "Ben Ito")),
        ("王小明、李四", ("王小明", "李四")),
        ("王小明和李四海", ("王小明", "李四海")),
        ("刘和平", ("刘和平",)),
        ("Koch, Anna", ("Koch, Anna",)),
        ("Sandy Andover", ("Sandy Andover",)),
    ],
)
def test_several_people_in_one_cell_are_told_apart(cell: str, people: tuple[str, ...]) -> None:
    assert people_in(cell) == people
    codes = [problem.code for problem in read_name(cell).problems]
    assert codes == (["several people"] if len(people) > 1 else [])


@pytest.mark.parametrize("text", ["=cmd()", "<script>x</script>", "😀", "https://x.com", "12345"])
def test_what_is_no_name_is_kept_and_flagged(text: str) -> None:
    name = read_name(text)
    assert name.text == text
    assert "not a name" in [problem.code for problem in name.problems]


@given(st.text(st.characters(codec=None), max_size=400))
def test_nothing_makes_it_fail(text: str) -> None:
    name = read_name(text)
    name.text.encode()  # what is kept can be stored
    assert len(name.text) <= 200
    assert "\x00" not in name.text
    [str(problem) for problem in name.problems]
