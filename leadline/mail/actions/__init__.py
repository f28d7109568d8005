"""The only writers of letters: asking for them, the outbox by hand, and their delivery."""
