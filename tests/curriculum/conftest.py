"""Users and a written programme for the curriculum's tests."""

import shutil
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from curriculum.policies import GUIDE_PERMISSION

STARTER = Path(__file__).resolve().parent / "data" / "programme"


@pytest.fixture
def author(db):
    """Somebody who may edit everything in Wagtail."""
    return get_user_model().objects.create_superuser(username="autora", password="una-clave-larga")


@pytest.fixture
def visitor(db):
    """Somebody with an account and no role."""
    return get_user_model().objects.create_user(username="visita", password="una-clave-larga")


@pytest.fixture
def guide_reader(visitor):
    """Somebody who may read the facilitator's guide and nothing more."""
    label, codename = GUIDE_PERMISSION.split(".")
    visitor.user_permissions.add(Permission.objects.get(content_type__app_label=label, codename=codename))
    return get_user_model().objects.get(pk=visitor.pk)


@pytest.fixture
def written(tmp_path):
    """A small programme in files that a test may change."""
    return Path(shutil.copytree(STARTER, tmp_path / "programme"))
