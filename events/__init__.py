"""Events with places to book, and the big screen of a live session."""
