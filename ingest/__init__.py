"""Documents → index: reads reports into records, cuts passages, and writes the index."""
