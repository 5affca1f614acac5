"""What has to be done, for which records, in what order: batches, workers, state, report."""
