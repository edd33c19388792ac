"""What the module's capabilities are called."""

USE, SHARE, BRING, SIGN, SHOWN = "apps.use", "apps.share", "apps.bring", "apps.sign", "apps.see_shared"
