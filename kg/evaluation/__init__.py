"""How far extracted events agree with events annotated by hand: gold files, matching, figures."""
