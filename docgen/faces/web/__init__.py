"""The clerk's page: a server on this machine, with the desk behind it."""
