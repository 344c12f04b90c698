"""GitHub: what a student's repository needs, and what a grading workflow tells Actions and the classrooms."""
