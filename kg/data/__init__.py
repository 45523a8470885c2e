"""Language-free tables: nations, cities, organisations, people and their dated offices."""
