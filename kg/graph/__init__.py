"""From the extractions of single articles to one graph: links, network, views, RDF, tables and queries."""
