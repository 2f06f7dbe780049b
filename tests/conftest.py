"""Settings for all tests."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# No deadline: a loaded machine is no fault of ours. In CI the same examples each time, so that a
# run says something of the change; elsewhere new ones, so that somebody finds what is left.
settings.register_profile(
    "house",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")
