"""Forms that nobody has filled in yet, or not wholly, for guards that are asked all the same."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from types import FunctionType, MappingProxyType
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from statemachines.errors import FormUnfilled
from statemachines.forms import Form

WORKED_OUT = (property, FunctionType)
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Unfilled:
    """Stands for a form with some fields filled in, or none: who looks at another is told so."""

    __slots__ = ("_entered", "_form")

    def __init__(self, form: type[Form], entered: Mapping[str, Any] = NOTHING) -> None:
        """Stand for a form.

        Args:
            form: the form.
            entered: the fields that are filled in, with their values as the form holds them.
        """
        self._form, self._entered = form, entered

    def __getattr__(self, field: str) -> Any:
        """Return what was entered; what the form works out of its fields is worked out.

        Raises:
            FormUnfilled: it was not entered, or not what it is worked out of.
        """
        if field in self._entered:
            return self._entered[field]
        if field in self._form.model_fields or not hasattr(self._form, field):
            raise FormUnfilled(field)
        of_all = getattr(self._form, field)
        return of_all.__get__(self) if isinstance(of_all, WORKED_OUT) else of_all

    def entries(self) -> Mapping[str, Any]:
        """Return the fields by name; each is looked at when it is asked for."""
        return _Entries(self, tuple(self._form.model_fields))


class _Entries(Mapping[str, Any]):
    """The fields of a form by name, each looked at when it is asked for."""

    def __init__(self, form: Unfilled, fields: tuple[str, ...]) -> None:
        self._form, self._fields = form, fields

    def __getitem__(self, field: str) -> Any:
        if field not in self._fields:
            raise KeyError(field)
        return getattr(self._form, field)

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


class Untouched(Unfilled):
    """Stands for a form left as it is offered, and keeps in mind which fields were looked at.

    Attributes:
        looked_at: the names of the fields, in the order in which they were looked at.
    """

    __slots__ = ("looked_at",)

    def __init__(self, form: type[Form]) -> None:
        """Stand for a form of which only the fields that may be left out have their values."""
        super().__init__(form, left_out(form))
        self.looked_at: list[str] = []

    def __getattr__(self, field: str) -> Any:
        """Return what is offered, and keep the field in mind.

        Raises:
            FormUnfilled: it may not be left out.
        """
        if field in self._form.model_fields and field not in self.looked_at:
            self.looked_at.append(field)
        return super().__getattr__(field)


def left_out(form: type[Form]) -> dict[str, Any]:
    """Return the fields of a form that may be left out, with what they hold then."""
    return {
        name: field.get_default(call_default_factory=True, validated_data={})
        for name, field in form.model_fields.items()
        if not field.is_required()
    }


def well_filled(form: type[Form], content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a form that are right, each by itself, whatever is wrong in others."""
    filled = left_out(form)
    for name in form.model_fields.keys() & content.keys():
        filled.pop(name, None)
        field = form.model_fields[name]
        typed: Any = Annotated[field.annotation, field]
        with suppress(ValidationError):
            filled[name] = TypeAdapter(typed).validate_python(content[name])
    return filled
