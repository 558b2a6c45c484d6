"""The public pages of the Declaration, and what they add to the pages of ideas and workshops."""
