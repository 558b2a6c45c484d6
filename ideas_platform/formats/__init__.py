"""How days and times may be typed, for each language: found by Django through `FORMAT_MODULE_PATH`."""
