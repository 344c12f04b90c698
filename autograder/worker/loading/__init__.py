"""Steps of loading a submission: read its cells, choose what runs, run it under guard."""
