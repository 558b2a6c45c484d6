"""Days and times as people in Britain type them."""
