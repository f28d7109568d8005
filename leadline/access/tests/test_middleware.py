"""A signed-in person's own language beats the browser's, their zone the firm's."""

from django.utils import timezone

from leadline.access.middleware import PersonalSettingsMiddleware
from leadline.access.models import User


def test_language_zone_and_looks_are_the_persons(cast, rf):
    seen = {}

    def answer(request):
        seen["zone"] = str(timezone.get_current_timezone())
        seen["language"] = request.LANGUAGE_CODE
        seen["appearance"] = request.appearance
        return None

    request = rf.get("/")
    request.user = User.objects.get(pk=cast.chen.pk)
    PersonalSettingsMiddleware(answer)(request)
    assert (seen["zone"], seen["language"]) == ("UTC", "zh-hans")
    assert seen["appearance"].theme == "auto"
    request.user.zone = "Asia/Shanghai"
    PersonalSettingsMiddleware(answer)(request)
    assert seen["zone"] == "Asia/Shanghai"


def test_a_page_in_chinese_leaves_the_next_reader_their_language(client, cast):
    client.force_login(cast.chen)
    client.get("/profile/")
    client.logout()
    assert "<h1>Sign in</h1>" in client.get("/account/login/").content.decode()
