"""The linkage test: a workshop is simulated, captured and attacked, and what was found is scored.

simulate → capture → attack → score. `docs/decisions/0032-the-linkage-test.md` says how and why.
"""
