"""How workers sign in: allauth and axes do the work; what is ours is who counts as a worker, the words, and the trail."""
