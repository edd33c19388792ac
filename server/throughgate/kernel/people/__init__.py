"""Who there is: people in care, workers, contacts; who cares for whom; the numbers they are known by."""
