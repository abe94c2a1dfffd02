"""What is done with the project as a whole; no part of what runs."""
