"""The one module that counts people: what leaves the server about people comes from here, suppressed."""
