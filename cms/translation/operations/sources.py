"""Takes up a page for translation exactly as wagtail-localize does, in few statements however long it is."""

import json
from uuid import uuid5

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail_localize import models as localize
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)

from cms.translation import segments as finding

AT_ONCE = 500


@transaction.atomic
def take_up(instance) -> localize.TranslationSource:
    """What there is to translate in a page or entry; a record that stands already is answered as it is."""
    held, _made = localize.TranslatableObject.objects.get_or_create_from_instance(instance)
    known = localize.TranslationSource.objects.filter(object=held, locale_id=instance.locale_id).first()
    if known is not None:
        return known
    source = localize.TranslationSource.objects.create(
        object=held,
        locale=instance.locale,
        specific_content_type=ContentType.objects.get_for_model(type(instance)),
        object_repr=str(instance)[:200],
        content_json=_content(instance),
        schema_version=localize.get_schema_version(instance._meta.app_label),
        last_updated_at=timezone.now(),
    )
    _record(source, source.as_instance())
    return source


def _content(instance) -> str:
    if isinstance(instance, ClusterableModel):
        return instance.to_json()
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


def _record(source, instance) -> None:
    found = finding.extract_segments(instance)
    contexts = _contexts(source, finding.field_paths(instance, found))
    _record_texts(source, [one for one in found if isinstance(one, StringSegmentValue)], contexts)
    _record_shapes(source, [one for one in found if isinstance(one, TemplateSegmentValue)], contexts)
    localize.OverridableSegment.objects.bulk_create(
        localize.OverridableSegment(
            source=source,
            context=contexts[one.path],
            order=one.order,
            data_json=json.dumps(one.data, cls=DjangoJSONEncoder),
        )
        for one in found
        if isinstance(one, OverridableSegmentValue)
    )
    for one in found:
        if isinstance(one, RelatedObjectSegmentValue):
            localize.RelatedObjectSegment.from_value(source, one)


def _contexts(source, field_paths) -> dict[str, localize.TranslationContext]:
    rows = {
        path: localize.TranslationContext(
            object_id=source.object_id,
            path=path,
            path_id=localize.TranslationContext._get_path_id(path),
            field_path=field_path,
        )
        for path, field_path in field_paths.items()
    }
    return _kept(localize.TranslationContext.objects.filter(object_id=source.object_id), "path_id", rows)


def _record_texts(source, found, contexts) -> None:
    rows = {}
    for one in found:
        text = one.string.data
        digest = localize.String._get_data_hash(text)
        rows[text] = localize.String(locale_id=source.locale_id, data=text, data_hash=digest)
    strings = _kept(localize.String.objects.filter(locale_id=source.locale_id), "data_hash", rows)
    localize.StringSegment.objects.bulk_create(
        localize.StringSegment(
            source=source,
            context=contexts[one.path],
            order=one.order,
            string=strings[one.string.data],
            attrs=json.dumps(one.attrs, cls=DjangoJSONEncoder),
        )
        for one in found
    )


def _record_shapes(source, found, contexts) -> None:
    rows = {}
    for one in found:
        space = uuid5(localize.Template.BASE_UUID_NAMESPACE, one.format)
        rows[one.template] = localize.Template(
            uuid=uuid5(space, one.template),
            template=one.template,
            template_format=one.format,
            string_count=one.string_count,
        )
    shapes = _kept(localize.Template.objects.all(), "uuid", rows)
    localize.TemplateSegment.objects.bulk_create(
        localize.TemplateSegment(
            source=source, context=contexts[one.path], order=one.order, template=shapes[one.template]
        )
        for one in found
    )


def _kept(standing, digest: str, wanted: dict) -> dict:
    """The rows that are there, and new ones for the rest, by the same names."""
    digests = [getattr(row, digest) for row in wanted.values()]
    known = {}
    for start in range(0, len(digests), AT_ONCE):
        part = standing.filter(**{f"{digest}__in": digests[start : start + AT_ONCE]})
        known |= {getattr(row, digest): row for row in part}
    new = [row for row in wanted.values() if getattr(row, digest) not in known]
    standing.model.objects.bulk_create(new, batch_size=AT_ONCE)
    known |= {getattr(row, digest): row for row in new}
    return {name: known[getattr(row, digest)] for name, row in wanted.items()}
