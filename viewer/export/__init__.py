"""Export to files: one module for each format, and the registry of all formats."""
