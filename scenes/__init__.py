"""The parts of a page that has several."""
