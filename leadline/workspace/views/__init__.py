"""The pages that colleagues see, by noun."""
