"""What all tests share: a slow machine is no reason for a property to fail."""

import os

import pytest
from hypothesis import settings

settings.register_profile("crease", deadline=None)
settings.load_profile("crease")


@pytest.fixture(scope="session", autouse=True)
def own_rooms(tmp_path_factory):
    """Whatever is tried here, and by the servers that are started, keeps no rooms at home."""
    os.environ["CREASE_ROOMS"] = str(tmp_path_factory.mktemp("rooms") / "rooms.sqlite")


def pytest_configure(config):
    config.addinivalue_line("markers", "long: takes so long that it should not be what two workers end with")


def pytest_collection_modifyitems(items):
    """What starts servers for a whole file comes first: at the end two workers would share it and both start them.

    Then comes what is long: begun as the last of all, one worker would be at it while the other has nothing to do.
    """

    def place(item) -> int:
        if item.path.name == "test_first_visitors.py":
            return 0
        return 1 if item.get_closest_marker("long") else 2

    items.sort(key=place)
