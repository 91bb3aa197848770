"""Questions asked of a programme: which events pass a filter, what a text finds."""
