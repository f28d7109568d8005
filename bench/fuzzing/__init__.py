"""Random requests that no page may break on: hostile words at real addresses, in real forms."""
