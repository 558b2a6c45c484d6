"""What helps the design group to read much: pure functions that know no tables.

`likeness`, `suggestions`, `meaning` and `stems` need much memory: no web process imports them.
"""
