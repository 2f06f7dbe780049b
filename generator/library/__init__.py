"""Questions about many articles. What is not due is taken out before anything else is asked."""
