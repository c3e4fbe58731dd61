"""How a page is told apart: what a line says, what it looks like, where it stands."""
