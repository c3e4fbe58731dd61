"""Kliping, a terminal reader for scraped news."""

__version__ = "0.1.0"
