"""Every question that curriculum's pages ask of the tree, answered for many rows at once."""

from django.apps import apps


def _live(model_name, page):
    model = apps.get_model("curriculum", model_name)
    return model.objects.live().descendant_of(page).order_by("path")


def lessons_of(page):
    """Live lessons below a programme or module, in teaching order."""
    return list(_live("LessonPage", page).defer("body"))


def syllabus_of(programme):
    """Live modules of a programme, each with its live lessons, in two queries."""
    lessons = lessons_of(programme)
    return [
        (module, [lesson for lesson in lessons if lesson.path.startswith(module.path)])
        for module in _live("ModulePage", programme)
    ]
