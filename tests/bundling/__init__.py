"""The project in one folder, for machines without the internet; no part of what runs."""
