"""Who may do what: one table for the API and one for the console, in Django's permissions.

Slack's deeds name theirs beside what they run (`negotiations/slack/actions.py`). An entry point
without an entry is an administrator's alone, and fails `tests/config/test_policy.py`.
"""
