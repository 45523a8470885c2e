"""One folder a language; see CONTRIBUTING."""
