"""The HTML page and the pyvis network."""
