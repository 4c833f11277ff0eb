"""What all tests share: a slow machine is no reason for a property to fail."""

from hypothesis import settings

settings.register_profile("crease", deadline=None)
settings.load_profile("crease")
