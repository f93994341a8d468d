"""The first tables: programmes, modules, lessons, their children, rights, themes and frozen versions."""

import django.db.models.deletion
import modelcluster.fields
import uuid
import wagtail.fields
import wagtail.search.index
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CopiedMedia',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='made on')),
                ('file_hash', models.CharField(max_length=40, unique=True)),
                ('sha256', models.CharField(max_length=64)),
                ('file', models.FileField(upload_to='curriculum/frozen')),
            ],
            options={
                'verbose_name': 'copied media',
                'verbose_name_plural': 'copied media',
            },
        ),
        migrations.CreateModel(
            name='LoadedSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('sha256', models.CharField(max_length=64)),
                ('loaded_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'loaded source',
                'verbose_name_plural': 'loaded sources',
            },
        ),
        migrations.CreateModel(
            name='ModulePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('summary', models.TextField(blank=True, help_text='One or two sentences for everybody.', verbose_name='summary')),
            ],
            options={
                'verbose_name': 'module',
                'verbose_name_plural': 'modules',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ProgrammePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('summary', models.TextField(help_text='Two or three sentences for everybody.', verbose_name='summary')),
                ('licence', models.CharField(blank=True, default='CC BY 4.0', max_length=100, verbose_name='licence')),
            ],
            options={
                'verbose_name': 'programme',
                'verbose_name_plural': 'programmes',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='LessonVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='made on')),
                ('lesson_key', models.UUIDField(db_index=True, verbose_name='lesson')),
                ('language', models.CharField(max_length=100, verbose_name='language')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('content', models.TextField(verbose_name='content')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('revision_pk', models.CharField(blank=True, max_length=40, verbose_name='page revision')),
            ],
            options={
                'verbose_name': 'lesson version',
                'verbose_name_plural': 'lesson versions',
                'constraints': [models.UniqueConstraint(fields=('lesson_key', 'language', 'number'), name='lesson_versions_are_numbered_once')],
            },
        ),
        migrations.CreateModel(
            name='Right',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('article', models.CharField(help_text='The number, for example 9.3.', max_length=10, verbose_name='article')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('plain', models.TextField(help_text='Our own words, as one would say it to a mother or a father.', verbose_name='in plain words')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'right of the child',
                'verbose_name_plural': 'rights of the child',
                'abstract': False,
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('slug', models.SlugField(max_length=60, verbose_name='short name')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
                'abstract': False,
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='LessonPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('summary', models.TextField(blank=True, help_text='One or two sentences for everybody.', verbose_name='summary')),
                ('minutes', models.PositiveSmallIntegerField(default=90, help_text='Length of the session that this plan fills.', verbose_name='minutes')),
                ('child_ages', models.JSONField(blank=True, default=list, verbose_name='ages of the children')),
                ('body', wagtail.fields.StreamField([('prose', 3), ('activity', 18), ('discussion', 24), ('media', 29), ('handout', 32)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('facilitator', 'Facilitator only'), ('participant', 'Participants'), ('both', 'Facilitator and participants')], 'help_text': 'What only the facilitator reads never appears on public pages, in search or in handouts.', 'label': 'Who reads this'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 200, 'required': False}), 2: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul'], 'label': 'Text'}), 3: ('wagtail.blocks.StructBlock', [[('audience', 0), ('heading', 1), ('text', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Name of the activity', 'max_length': 200}), 5: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('opening', 'Opening'), ('main', 'Main part'), ('closing', 'Closing')], 'label': 'Part of the session'}), 6: ('wagtail.blocks.IntegerBlock', (), {'label': 'Minutes', 'max_value': 240, 'min_value': 1}), 7: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('must', 'Stays in a shortened session'), ('may', 'May be left out')], 'label': 'If time is short'}), 8: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('whole', 'Whole group'), ('small', 'Small groups'), ('pairs', 'Pairs'), ('alone', 'Alone')], 'label': 'Who works together'}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Materials', 'max_length': 300, 'required': False}), 10: ('wagtail.blocks.TextBlock', (), {'label': 'What it is for', 'required': False, 'rows': 2}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic'], 'label': 'Step'}), 12: ('wagtail.blocks.ListBlock', (11,), {'label': 'Steps', 'min_num': 1}), 13: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul'], 'label': 'Words to say', 'required': False}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul'], 'label': 'Likely answers and good replies', 'required': False}), 15: ('wagtail.blocks.TextBlock', (), {'label': 'Without paper', 'required': False, 'rows': 2}), 16: ('wagtail.blocks.TextBlock', (), {'label': 'With few readers', 'required': False, 'rows': 2}), 17: ('wagtail.blocks.CharBlock', (), {'help_text': 'One thing that can be seen: it is ticked after the session when it was done.', 'label': 'Checklist sentence', 'max_length': 300, 'required': False}), 18: ('wagtail.blocks.StructBlock', [[('audience', 0), ('heading', 4), ('stage', 5), ('minutes', 6), ('keep', 7), ('group', 8), ('materials', 9), ('purpose', 10), ('steps', 12), ('say', 13), ('responses', 14), ('without_paper', 15), ('few_readers', 16), ('checklist', 17)]], {}), 19: ('wagtail.blocks.CharBlock', (), {'label': 'Name of the discussion', 'max_length': 200}), 20: ('wagtail.blocks.TextBlock', (), {'label': 'Question', 'rows': 2}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'Prompt', 'max_length': 400}), 22: ('wagtail.blocks.ListBlock', (21,), {'label': 'Prompts'}), 23: ('wagtail.blocks.TextBlock', (), {'label': 'Listen for', 'required': False, 'rows': 3}), 24: ('wagtail.blocks.StructBlock', [[('audience', 0), ('heading', 19), ('minutes', 6), ('keep', 7), ('question', 20), ('prompts', 22), ('listen_for', 23)]], {}), 25: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture', 'required': False}), 26: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Recording', 'required': False}), 27: ('wagtail.blocks.CharBlock', (), {'help_text': 'For people who cannot see it: what would you tell them?', 'label': 'What it shows', 'max_length': 250}), 28: ('wagtail.blocks.TextBlock', (), {'help_text': 'Required with a recording: everything that is said in it.', 'label': 'Words of the recording', 'required': False, 'rows': 4}), 29: ('wagtail.blocks.StructBlock', [[('audience', 0), ('heading', 1), ('image', 25), ('file', 26), ('alt_text', 27), ('transcript', 28)]], {}), 30: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 200}), 31: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul'], 'help_text': 'Short sentences. It must fit on one page in large print.', 'label': 'Text'}), 32: ('wagtail.blocks.StructBlock', [[('audience', 0), ('heading', 30), ('text', 31)]], {})}, verbose_name='Session plan')),
                ('rights', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='curriculum.right', verbose_name='rights of the child')),
                ('themes', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='curriculum.theme', verbose_name='themes')),
            ],
            options={
                'verbose_name': 'lesson',
                'verbose_name_plural': 'lessons',
                'permissions': [('read_facilitator_guide', "Can read the facilitator's guide of lessons")],
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='LessonMaterial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=200, verbose_name='material')),
                ('quantity', models.CharField(blank=True, max_length=100, verbose_name='how many')),
                ('note', models.CharField(blank=True, help_text='For example: paper only.', max_length=400, verbose_name='note')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='curriculum.lessonpage')),
            ],
            options={
                'verbose_name': 'material',
                'verbose_name_plural': 'materials',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='LessonGoal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('text', models.CharField(max_length=400, verbose_name='goal')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='curriculum.lessonpage')),
            ],
            options={
                'verbose_name': 'goal',
                'verbose_name_plural': 'goals',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='ProgrammeSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('citation', models.CharField(blank=True, max_length=500, verbose_name='citation')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='curriculum.programmepage')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='ProgrammeVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='made on')),
                ('programme_key', models.UUIDField(db_index=True, verbose_name='programme')),
                ('language', models.CharField(max_length=100, verbose_name='language')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('content', models.TextField(verbose_name='content')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('revision_pk', models.CharField(blank=True, max_length=40, verbose_name='page revision')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'programme version',
                'verbose_name_plural': 'programme versions',
                'constraints': [models.UniqueConstraint(fields=('programme_key', 'language', 'number'), name='programme_versions_are_numbered_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='right',
            constraint=models.UniqueConstraint(fields=('article', 'locale'), name='one_right_per_article_and_language'),
        ),
        migrations.AlterUniqueTogether(
            name='right',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='theme',
            constraint=models.UniqueConstraint(fields=('slug', 'locale'), name='one_theme_per_slug_and_language'),
        ),
        migrations.AlterUniqueTogether(
            name='theme',
            unique_together={('translation_key', 'locale')},
        ),
    ]
