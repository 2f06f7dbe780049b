"""What a news site must put out, as checks over an output folder: STANDARDS.md, point by point."""
