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


def pytest_collection_modifyitems(items):
    """What starts servers for a whole file comes first: at the end two workers would share it and both start them."""
    items.sort(key=lambda item: item.path.name != "test_first_visitors.py")
