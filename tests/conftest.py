"""What all tests share: a slow machine is no reason for a property to fail."""

from hypothesis import settings

settings.register_profile("crease", deadline=None)
settings.load_profile("crease")


def pytest_collection_modifyitems(items):
    """What starts servers for a whole file comes first: at the end two workers would share it and both start them."""
    items.sort(key=lambda item: item.path.name != "test_first_visitors.py")
