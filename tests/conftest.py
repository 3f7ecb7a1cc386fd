"""What holds for every test: a slow machine is no fault of the program."""

from hypothesis import settings

settings.register_profile("counter", deadline=None)
settings.load_profile("counter")
