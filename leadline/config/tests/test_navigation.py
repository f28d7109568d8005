"""Every entry has an icon that exists, and a key of its own."""

from django.urls import reverse

from leadline.config.navigation import ENTRIES, SETTINGS
from leadline.core.actions import declared_actions
from leadline.ui.templatetags.ui import ICONS


def test_icons_exist():
    assert [entry.icon for entry in ENTRIES if not (ICONS / f"{entry.icon}.svg").is_file()] == []


def test_keys_and_pages_are_unique():
    keys = [entry.key for entry in ENTRIES if entry.key]
    assert len(keys) == len(set(keys))
    assert len({entry.page for entry in ENTRIES}) == len(ENTRIES)


def test_each_page_of_the_settings_is_kept_by_an_action_that_exists():
    assert [one.page for one in SETTINGS if one.permission not in declared_actions()] == []
    assert len({one.page for one in SETTINGS}) == len(SETTINGS)
    assert all(reverse(one.page) for one in SETTINGS)


def test_a_phone_has_room_for_four():
    assert sum(entry.thumb for entry in ENTRIES) <= 4
