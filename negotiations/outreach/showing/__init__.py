"""What the console shows of the daily cycle: questions only."""
