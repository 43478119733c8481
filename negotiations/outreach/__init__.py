"""The daily outreach cycle, its rows side: plan, arm, send, hear, hand over."""
