"""Programs that measure speed against a floor taken in the same run: `make bench`."""
