"""Names that say what a row is: keyterms, features, similar pairs."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("series", "0025_relations_are_worked_out_after")]

    operations = [
        migrations.RenameModel("RevisionWords", "RevisionKeyterms"),
        migrations.AlterField(
            "RevisionKeyterms",
            "revision",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="keyterms",
                serialize=False,
                to="series.revision",
            ),
        ),
        migrations.RemoveConstraint("EntryTrait", "trait_once_an_entry"),
        migrations.RemoveIndex("EntryTrait", "trait_newest_first"),
        migrations.RenameModel("Trait", "Feature"),
        migrations.RenameModel("EntryTrait", "EntryFeature"),
        migrations.RenameField("EntryFeature", "trait", "feature"),
        migrations.AlterField(
            "EntryFeature",
            "entry",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="features",
                to="series.entry",
            ),
        ),
        migrations.AddIndex(
            "EntryFeature",
            models.Index(
                fields=["feature", "-published_at", "-entry"], name="feature_newest_first"
            ),
        ),
        migrations.AddConstraint(
            "EntryFeature",
            models.UniqueConstraint(fields=["entry", "feature"], name="feature_once_an_entry"),
        ),
        migrations.RemoveConstraint("Twin", "twin_once_a_pair"),
        migrations.RemoveConstraint("Twin", "twin_is_another_entry"),
        migrations.RemoveConstraint("Twin", "twin_percent_is_a_share"),
        migrations.RenameModel("Twin", "SimilarPair"),
        migrations.AlterField(
            "SimilarPair",
            "entry",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="similar",
                to="series.entry",
            ),
        ),
        migrations.AddConstraint(
            "SimilarPair",
            models.UniqueConstraint(fields=["entry", "other"], name="similar_once_a_pair"),
        ),
        migrations.AddConstraint(
            "SimilarPair",
            models.CheckConstraint(
                condition=~models.Q(entry=models.F("other")), name="similar_is_another_entry"
            ),
        ),
        migrations.AddConstraint(
            "SimilarPair",
            models.CheckConstraint(
                condition=models.Q(percent__range=(1, 100)), name="similar_percent_is_a_share"
            ),
        ),
    ]
