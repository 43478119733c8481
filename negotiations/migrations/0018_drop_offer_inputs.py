from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("negotiations", "0017_roles")]

    operations = [migrations.RemoveField(model_name="offer", name="inputs")]
