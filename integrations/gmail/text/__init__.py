"""From a raw mail to the words its writer newly wrote."""
