"""Lays what a site needs before anybody works in it; each step says in words what it did or found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import GroupApprovalTask, Locale, Page, Site, Workflow, WorkflowPage, WorkflowTask

from assessments import vault
from assessments.access import operations as access
from assessments.access import policies, role_groups
from assessments.access.roles import Role
from assessments.completion import operations as completion
from assessments.completion.models import CompletionRule
from assessments.facilities import operations as facilities
from assessments.facilities.models import Facility
from assessments.measures import operations as measures
from assessments.measures import sheets
from assessments.measures.models import InstrumentVersion
from cms.accounts import operations as accounts
from cms.accounts.models import User
from cms.first_run import sheet
from cms.models import HomePage
from cms.translation import operations as translation
from curriculum import operations as curriculum

STARTER = Path(curriculum.__file__).resolve().parent.parent / "starter"
INSTRUMENT, PRIMARY_SCALE, FORMS = "derechos-crianza", "conocimiento", ("A", "A")
LEAST_SHARE = 75
NATIONAL_LASTS = timedelta(days=3 * 365)


@dataclass(frozen=True)
class Step:
    """What one step did, in words; ``changed`` is False where everything stood already."""

    words: str
    changed: bool


def lay_foundations() -> Iterator[Step]:
    """Everything that needs no answer from anybody; runs in the caller's scope."""
    yield make_keys()
    yield add_locales()
    yield make_site()
    yield make_groups()
    yield make_review()
    programme, step = load_starter()
    yield step
    yield adopt_translations()
    yield load_instruments()
    yield plan_starter(programme)


def make_keys() -> Step:
    """The key file, and its paper sheet whenever the keys are new."""
    made = vault.ensure_key_file()
    written = sheet.write_unless_known()
    if written is None:
        return Step(_("The keys are there, and their paper sheet was written."), changed=False)
    words = _("Keys: made.") if made else _("Keys: there, with a change since the last paper sheet.")
    return Step(f"{words} {sheet.what_to_do_with(written)}", changed=True)


def add_locales() -> Step:
    """A Wagtail locale for each content language."""
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    made = [code for code in codes if Locale.objects.get_or_create(language_code=code)[1]]
    if not made:
        return Step(_("The languages are there: %(codes)s.") % {"codes": ", ".join(codes)}, changed=False)
    return Step(_("Languages added: %(codes)s.") % {"codes": ", ".join(made)}, changed=True)


def make_site() -> Step:
    """Our own home page as the root of the default site; what stood below the old root moves with it."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is not None and issubclass(site.root_page.specific_class, HomePage):
        return Step(_("The home page is there."), changed=False)
    with transaction.atomic():
        home = _add_home()
        if site is None:
            site = Site(is_default_site=True, site_name=settings.WAGTAIL_SITE_NAME)
        else:
            _take_over(site.root_page, home)
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        site.hostname = address.hostname or "localhost"
        site.port = address.port or (443 if address.scheme == "https" else 80)
        site.root_page = home
        site.save()
    return Step(_("Home page: made, and it is the root of the site."), changed=True)


def _add_home() -> HomePage:
    home = HomePage(
        title=settings.WAGTAIL_SITE_NAME,
        slug="inicio",
        locale=Locale.objects.get(language_code=settings.LANGUAGE_CODE),
        lead=_("Workshops on tender parenting and the rights of the child, for mothers and fathers."),
    )
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision().publish()
    return home


def _take_over(old: Page, home: HomePage) -> None:
    """Move the pages of the old root; Wagtail's page of welcome goes, a page of a person's stays."""
    for child in old.get_children():
        child.move(home, pos="last-child")
        home.refresh_from_db()
    old.refresh_from_db()
    if old.specific_class is Page:
        old.delete()


def make_groups() -> Step:
    """The groups that carry each role's permissions in Wagtail."""
    if not access.sync_role_groups():
        return Step(_("The role groups are there."), changed=False)
    return Step(_("Role groups: brought up to date."), changed=True)


def make_review() -> Step:
    """Pages below the home are read by a psychologist before they are published."""
    home = Site.objects.get(is_default_site=True).root_page
    if WorkflowPage.objects.filter(page=home).exists():
        return Step(_("The review of lessons is there."), changed=False)
    with transaction.atomic():
        task = GroupApprovalTask.objects.create(name=_("Clinical review"))
        task.groups.set(Group.objects.filter(name=role_groups.OF_ROLE[Role.PSYCHOLOGIST]))
        workflow = Workflow.objects.create(name=_("Review of lessons"))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.create(workflow=workflow, page=home)
    return Step(_("Review of lessons: a psychologist reads each before it is published."), changed=True)


def load_starter() -> tuple[UUID, Step]:
    """The programme that comes with the product; answers its key too."""
    summary = curriculum.load_programme(STARTER, user=None)
    title = summary.programme.title
    words = (
        _("The programme “%(title)s” is there.")
        if summary.changed_nothing
        else _("Programme loaded: %(title)s.")
    )
    return summary.programme.translation_key, Step(
        words % {"title": title}, changed=not summary.changed_nothing
    )


def adopt_translations() -> Step:
    """What was loaded in several languages comes under translation; the other languages get open slots."""
    adopted, opened = translation.adopt_translations(), translation.open_slots()
    if not adopted.translations and not opened:
        return Step(_("The translations are there."), changed=False)
    words = _("Translations: %(adopted)d brought under translation, %(opened)d open.")
    return Step(words % {"adopted": adopted.translations, "opened": opened}, changed=True)


def load_instruments() -> Step:
    """The questionnaires that come with the product."""
    loaded = measures.load_instruments(user=None)
    count = len(loaded.added)
    if not count:
        return Step(_("The questionnaires are there."), changed=False)
    words = ngettext("%(count)d questionnaire loaded.", "%(count)d questionnaires loaded.", count)
    return Step(words % {"count": count}, changed=True)


def plan_starter(programme: UUID) -> Step:
    """What the starter programme asks at its start and end and for its certificate, unless decided."""
    changed = False
    if sheets.plan_of(programme) is None:
        newest = InstrumentVersion.objects.filter(instrument__slug=INSTRUMENT).latest("pk")
        measures.plan(
            user=None, programme_key=programme, version=newest, primary_scale=PRIMARY_SCALE, forms=FORMS
        )
        changed = True
    if not CompletionRule.objects.filter(programme_key=programme).exists():
        asked = completion.Asked(share_percent=LEAST_SHARE, endline_offered=True)
        completion.set_rule(user=None, programme_key=programme, asked=asked)
        changed = True
    if not changed:
        return Step(_("What the programme asks is decided."), changed=False)
    words = _("The programme asks a questionnaire twice, and %(share)d %% of its lessons for a certificate.")
    return Step(words % {"share": LEAST_SHARE}, changed=True)


def open_first_facility(place: facilities.Place) -> tuple[Facility, Step]:
    """The first place where people work, unless one with this code is there."""
    known = Facility.objects.filter(code=place.code).first()
    if known is not None:
        return known, Step(_("The facility %(code)s is there.") % {"code": place.code}, changed=False)
    facility = facilities.open_facility(user=None, place=place)
    return facility, Step(_("Facility opened: %(name)s.") % {"name": facility.name}, changed=True)


@dataclass(frozen=True)
class Newcomer:
    """The account of a person of staff; ``code`` is to be handed over, empty where the account was there."""

    account: User
    step: Step
    code: str = ""


def open_first_administrator(*, username: str) -> Newcomer:
    """The person who opens everybody else's account: posted in the whole country, without identities."""
    account, code = User.objects.filter(username__iexact=username).first(), ""
    with transaction.atomic():
        if account is None:
            account, code = accounts.open_first_account(username=username)
        elif _is_posted(account, Role.ADMINISTRATOR):
            return Newcomer(account, _account_step(account, changed=False))
        today = timezone.localdate()
        term = access.Term(
            from_on=today, until_on=today + NATIONAL_LASTS, reason=_("First administrator of this site.")
        )
        access.post(user=None, person=account, role=Role.ADMINISTRATOR, term=term)
    return Newcomer(account, _account_step(account, changed=True), code)


def open_first_coordinator(*, administrator: User, facility: Facility, username: str) -> Newcomer:
    """The person who imports people and opens cohorts at the first facility."""
    known = User.objects.filter(username__iexact=username).first()
    if known is not None:
        return Newcomer(known, _account_step(known, changed=False))
    with transaction.atomic():
        account = accounts.open_account(user=administrator, username=username, first_name="", last_name="")
        term = access.Term(from_on=timezone.localdate(), facility=facility)
        access.post(user=administrator, person=account, role=Role.COORDINATOR, term=term)
        code = accounts.print_sign_in_code(user=administrator, account=account)
    return Newcomer(account, _account_step(account, changed=True), code)


def _is_posted(account: User, role: Role) -> bool:
    return not account.is_active or role in policies.roles_of(account)


def _account_step(account: User, *, changed: bool) -> Step:
    words = _("Account and posting: %(name)s.") if changed else _("The account %(name)s is there.")
    return Step(words % {"name": account.get_username()}, changed=changed)
