"""Whom the law lets us write to, and what each mail must carry."""
