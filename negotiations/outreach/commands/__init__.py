"""What changes the cycle's rows: one transaction each."""
