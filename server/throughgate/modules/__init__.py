"""One folder for each capability, all alike. settings/modules.py says which are switched on."""
