"""A site that follows its sources: built at each save, and shown as it is being written.

Two processes: one builds (`builder.py`), alone with the engine; the other watches the folders and
answers the browser, and is never busy. They tell each other what `news.py` has.
"""
