"""Rows are found by session, cohort or person: indexes of the facility alone, and those asked twice, go."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0002_version_moves'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='op',
            name='op_by_cohort_field',
        ),
        migrations.AlterField(
            model_name='administration',
            name='facility',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.facility'),
        ),
        migrations.AlterField(
            model_name='attendance',
            name='enrolment',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='assessments.enrolment'),
        ),
        migrations.AlterField(
            model_name='attendance',
            name='facility',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.facility'),
        ),
        migrations.AlterField(
            model_name='attendance',
            name='session',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='assessments.session'),
        ),
        migrations.AlterField(
            model_name='enrolment',
            name='facility',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.facility'),
        ),
        migrations.AlterField(
            model_name='itemresponse',
            name='facility',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.facility'),
        ),
        migrations.AlterField(
            model_name='op',
            name='cohort',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.cohort'),
        ),
        migrations.AlterField(
            model_name='op',
            name='facility',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.facility'),
        ),
        migrations.AlterField(
            model_name='op',
            name='replica',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='ops', to='assessments.replica'),
        ),
        migrations.AlterField(
            model_name='participant',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='assessments.participant'),
        ),
        migrations.AlterField(
            model_name='quarantinedop',
            name='facility',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.facility'),
        ),
        migrations.AlterField(
            model_name='replica',
            name='facility',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.facility'),
        ),
        migrations.AlterField(
            model_name='scalescore',
            name='facility',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.facility'),
        ),
        migrations.AlterField(
            model_name='stay',
            name='facility',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.facility'),
        ),
        migrations.AlterField(
            model_name='stay',
            name='participant',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='assessments.participant'),
        ),
        migrations.AddIndex(
            model_name='op',
            index=models.Index(fields=['cohort', 'session', 'field'], name='op_by_cohort'),
        ),
        migrations.AddIndex(
            model_name='participant',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='participant_by_merged_into'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['participant', 'facility', 'from_on', 'until_on'], name='stay_by_person'),
        ),
    ]
