"""How pages are served: gunicorn looks after the processes, waitress after the connections."""
