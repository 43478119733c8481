"""Every change to the work, one function each, one transaction each."""
