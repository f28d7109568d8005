"""Django's SQLite with a fairer way to wait for its one writer."""
