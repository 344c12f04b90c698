"""Files that a student's repository gets as they are: standard library only, and nobody here imports them."""
