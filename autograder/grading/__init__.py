"""From submissions to scores; start reading at the pipeline."""
