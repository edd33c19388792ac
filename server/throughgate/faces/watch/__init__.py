"""What a monitoring system asks each listener: is it alive, may it be sent anything, and the figures."""
