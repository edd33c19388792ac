"""Parts of benchmarks; each can be run alone."""
