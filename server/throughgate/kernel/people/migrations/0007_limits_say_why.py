"""An approval with limits says why, in words that the person reads."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("people", "0006_relationships_plain")]

    operations = [
        migrations.AddField("approval", "reason", models.CharField(blank=True, default="", max_length=500)),
        migrations.AddConstraint("approval", models.CheckConstraint(condition=Q(limits="") | ~Q(reason=""), name="a_limit_says_why")),
    ]
