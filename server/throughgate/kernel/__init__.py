"""What every capability stands on. The kernel knows none of them."""
