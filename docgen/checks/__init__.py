"""`docgen check`: what a tired clerk does not see. One rule, one file, under `rules/`."""
