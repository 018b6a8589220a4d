"""Who may come in where several people work on the office's machine: accounts, passwords, who wrote what."""
