"""Everything of a workshop to take away: as a folder of CSV files, as one workbook, as one JSON document."""
