from django.db import migrations


class Migration(migrations.Migration):
    """A stream belongs to a person or to an audience."""

    dependencies = [("sync", "0008_chain_heard")]

    operations = [
        migrations.RenameField("stream", "person_id", "owner"),
        migrations.RenameField("streamrow", "person_id", "owner"),
    ]
