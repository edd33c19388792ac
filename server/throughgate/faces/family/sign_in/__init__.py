"""How contacts come in: a link by mail, or eight letters by phone. Nobody learns here whom we know."""
