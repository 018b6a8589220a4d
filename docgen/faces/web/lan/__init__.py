"""Office mode: the page over the office's network, with accounts and TLS."""
