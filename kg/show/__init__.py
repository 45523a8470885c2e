"""How a graph shows itself in a notebook: summary, page, plots, and articles with what was found marked."""
