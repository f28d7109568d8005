from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from leadline.access.models import User
from leadline.demo import memory
from leadline.demo.around import around
from leadline.demo.moving import Step, begin
from leadline.demo.walks import put_away


def request_of(user: object, path: str = "/"):
    request = RequestFactory().get(path)
    request.user = user
    return request


def test_the_foot_tells_the_firms_time_in_its_zone(firm: list[User]) -> None:
    found = around(request_of(AnonymousUser(), "/demo/"))
    assert (found.now.hour, found.firm, found.is_moving) == (10, "Meridian Price Watch", False)
    assert begin(Step.HOUR)
    assert around(request_of(AnonymousUser())).is_moving


def test_the_walk_stands_on_the_first_page_until_it_is_put_away(firm: list[User]) -> None:
    anna = User.objects.get(email="anna@meridian.example")
    assert around(request_of(anna)).walk is not None
    assert around(request_of(anna, "/leads/")).walk is None
    assert around(request_of(AnonymousUser())).walk is None
    put_away(anna)
    assert around(request_of(anna)).walk is None
    assert memory.recall().put_away == (anna.pk,)


def test_a_customers_page_leads_back_to_the_desk_one_came_from(firm: list[User]) -> None:
    anna = User.objects.get(email="anna@meridian.example")
    assert around(request_of(anna, "/yours/1.abc/")).desk == "Anna Koch"
    assert around(request_of(anna, "/leads/")).desk == ""
    assert around(request_of(AnonymousUser(), "/yours/1.abc/")).desk == ""


def test_the_foot_speaks_the_readers_language_on_a_customers_page(firm: list[User]) -> None:
    anna = User.objects.get(email="anna@meridian.example")
    anna.language = "zh-hans"
    assert around(request_of(anna, "/yours/1.abc/")).language == "zh-hans"
    assert around(request_of(AnonymousUser(), "/demo/")).language == "en"
