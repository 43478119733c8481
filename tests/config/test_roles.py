"""The roles every house begins with: what each opens, and that nothing more is in it."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

LOOKING = "/admin/negotiations/thread/"
STEERING = "/admin/negotiations/thread/9/do/pause/"
STARTING = "/admin/campaigns/campaign/9/do/start/"
SWITCHING = "/admin/campaigns/killswitch/set/"
PEOPLE = "/admin/auth/user/"

OPENS = {
    "Analyst": {LOOKING},
    "Negotiator": {LOOKING, STEERING},
    "Lead": {LOOKING, STEERING, STARTING, SWITCHING},
    "Administrator": {LOOKING, STEERING, STARTING, SWITCHING, PEOPLE},
}


@pytest.mark.parametrize("role", OPENS)
def test_a_role_opens_what_it_is_for_and_nothing_else(db: None, role: str) -> None:
    user = User.objects.create_user("ana", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    browser = Client()
    browser.force_login(user)

    opened = {
        path
        for path in (LOOKING, STEERING, STARTING, SWITCHING, PEOPLE)
        if {browser.get(path).status_code, browser.post(path).status_code} != {403}
    }

    assert opened == OPENS[role]


def test_nobody_but_an_administrator_may_change_rights(db: None) -> None:
    for role in Group.objects.exclude(name="Administrator"):
        assert not role.permissions.filter(content_type__app_label="auth").exists()
