// The one script that every screen starts with.
