"""Forms of the account pages: typed input in, clean values out to the operations."""

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django import forms
from django.utils.translation import gettext_lazy as _

from cms.accounts import operations
from cms.accounts.models import SignInCode, User

WRONG_CODE = _("This user name and code do not fit together, or the code was used already or is too old.")
TOO_MANY = _("Too many tries from here. Wait five minutes, then try again.")


class AccountForm(forms.ModelForm):
    """A new account, or the names of one; e-mail is never needed."""

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email"]
        help_texts = {"username": _("What the person types to sign in. Letters, digits and . _ - only.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = True
        if self.instance.pk:
            del self.fields["username"]


class SearchForm(forms.Form):
    """Which accounts to list."""

    words = forms.CharField(label=_("User name or name"), required=False)
    state = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=[("", _("all")), ("open", _("open")), ("ended", _("ended"))],
    )


class CodeForm(forms.Form):
    """User name and printed code instead of a password; tries are counted before anything is looked up."""

    purpose = SignInCode.Purpose.SIGN_IN

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    code = forms.CharField(
        label=_("Code from the printed sheet"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.account = None

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        place = get_adapter().get_client_ip(self.request)
        key = f"{place}|{self.named().lower()}"
        if not ratelimit.consume(self.request, action="printed_code", key=key):
            raise forms.ValidationError(TOO_MANY, code="too_many")
        self.account = self._account()
        code = cleaned["code"]
        if self.account is None or not operations.use_code(
            account=self.account, purpose=self.purpose, code=code
        ):
            raise forms.ValidationError(WRONG_CODE, code="wrong_code")
        return cleaned

    def named(self):
        """The user name the tries are counted under."""
        return self.cleaned_data["username"].strip()

    def _account(self):
        return User.objects.filter(username__iexact=self.named(), is_active=True).first()


class SecondCodeForm(CodeForm):
    """The next code of the sheet, as second step after the password."""

    purpose = SignInCode.Purpose.SECOND_FACTOR

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["username"]

    def named(self):
        return self.request.user.get_username()

    def _account(self):
        return self.request.user
