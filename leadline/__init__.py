"""Leadline runs a company's written sales process, from the first inquiry to the renewal."""

__version__ = "0.1.0"
