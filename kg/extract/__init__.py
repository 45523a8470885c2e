"""From an article to its actors, dates and events: one stage a module."""
