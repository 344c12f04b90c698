"""A whole notebook, cell after cell in one namespace as IPython runs it, with what each cell shows."""
