"""The only writers of tasks, calls, notes and notices, by noun."""
