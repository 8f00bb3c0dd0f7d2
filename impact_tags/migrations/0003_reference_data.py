"""Criteria and methods, which come with the code."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from impact_tags.actions.reference import write_reference_data


def write(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    write_reference_data(apps.get_model("impact_tags", "Criterion"), apps.get_model("impact_tags", "Method"))


class Migration(migrations.Migration):
    dependencies = [("impact_tags", "0002_append_only")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
