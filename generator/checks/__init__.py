"""One file a check: it asks, and reports what an author has to mend. None changes anything."""
