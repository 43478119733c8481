"""Typed settings: one class with every environment variable, and a loud refusal of a bad one.

`load()` is the only entry. It raises `EnvError`, whose text names each variable in a plain sentence
and never repeats a secret.
"""

from config.env.loading import LIVE_NEEDS, EnvError, export_env_file, load
from config.env.variables import LOCAL_SECRET_KEY, Env

__all__ = ["LIVE_NEEDS", "LOCAL_SECRET_KEY", "Env", "EnvError", "export_env_file", "load"]
