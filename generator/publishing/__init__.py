"""A build under the lock: made, put in place, explained, and what it rested on remembered.

For: whoever builds a site, once (`commands/build.py`) or at each save (`watch/`). It says nothing
itself.
"""
