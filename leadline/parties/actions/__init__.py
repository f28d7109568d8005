"""The only writers of people, companies, lists, bases and merges, by noun."""
