"""What is out of date, made and put in place."""
