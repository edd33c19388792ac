"""A relationship says only who is what to whom."""

from django.db import migrations


class Migration(migrations.Migration):
    # Apart from the copying: PostgreSQL alters no table in the transaction that has just filled one that leads to it.
    dependencies = [("people", "0005_approvals_as_rows")]

    operations = [
        migrations.RemoveField(model_name="relationship", name="approved_at"),
        migrations.RemoveField(model_name="relationship", name="approved_by"),
        migrations.RemoveField(model_name="relationship", name="ended_at"),
    ]
