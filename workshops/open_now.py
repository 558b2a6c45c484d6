"""Whether a workshop is open, in SQL: for a statement that decides by the clock of the database as it stores.

It calls the workshop `workshop`. The same in Python is `Phase.OPEN`, while nothing is paused.
"""

OPEN_NOW = """workshop.may_open AND workshop.opens_at <= now()
      AND (workshop.closes_at IS NULL OR workshop.closes_at > now())
      AND NOT workshop.paused AND (workshop.resumed_at IS NULL OR workshop.resumed_at <= now())
      AND (workshop.published_at IS NULL OR workshop.published_at > now())"""
