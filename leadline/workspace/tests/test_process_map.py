"""A map has every stage once, to the right of where it comes from, its main way on one level."""

from leadline.playbooks.versions import definition_of
from leadline.workspace.process_map import PER_LINE, lines_of, map_of


def drawn(cast):
    return map_of(definition_of(cast.version.pk).processes["Small lead"], {})


def test_the_main_way_is_a_line(cast):
    knots = {knot.name: knot for knot in drawn(cast).knots}
    main = [knots[name] for name in ("Asked", "Shown", "Ended well")]
    assert len({knot.y for knot in main}) == 1
    assert [knot.x for knot in main] == sorted({knot.x for knot in main})
    assert all(knot.is_main for knot in main)


def test_what_branches_off_stands_below(cast):
    picture = drawn(cast)
    knots = {knot.name: knot for knot in picture.knots}
    assert knots["Ended badly"].y > knots["Asked"].y
    assert knots["Ended badly"].kind == "lost"
    assert knots["Ended well"].kind == "good"
    assert picture.anywhere == ("Ended well", "Ended badly")
    assert len({(knot.x, knot.y) for knot in picture.knots}) == len(picture.knots)
    assert all(knot.x < picture.width and knot.y < picture.height for knot in picture.knots)


def test_labels_break_where_their_language_does():
    assert lines_of("With the supervisor of it") == ["With the", "supervisor of it"]
    assert lines_of("等待主管处理并且作出决定") == ["等待主管处理并且作", "出决定"]
    assert all(len(line) <= PER_LINE for line in lines_of("a bc def " * 20))
