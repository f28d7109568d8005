"""The pages of reports: each reads roll-ups in a constant number of queries."""
