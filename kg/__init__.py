"""News articles to a knowledge graph of diplomacy."""

__version__ = "0.1.0"
