"""Tables that somebody sends as CSV or XLSX: read whole, or refused with a reason for each cell."""
