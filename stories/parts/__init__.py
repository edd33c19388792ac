"""What stories are made of: a running site, a device in a browser, a worker at a desk."""
