"""Files that a student's repository gets as they are: they import nothing but the standard library."""
