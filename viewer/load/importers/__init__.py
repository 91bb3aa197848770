"""Files of other timelines become programmes: `readers` gives their rows, `import_programme` writes the folder."""
