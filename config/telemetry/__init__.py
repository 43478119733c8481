"""What the house tells about itself: logs, metrics, reports, and what is scrubbed from them."""
