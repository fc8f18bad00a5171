"""What each request may carry. Unknown fields are refused; a message says what to send instead."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from qa_service.language.period_reading import LEGAL, read_period
from qa_service.records import Role
from qa_service.store.ledger import FactFilter, Sort
from qa_service.web.problems import INVALID_FIELDS, FieldError, ProblemError


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise PydanticCustomError("string_unicode", "lone surrogate") from None
    return text


def _blank_as_none(value: object) -> object:
    """A form sends what was left empty as an empty string."""
    return None if isinstance(value, str) and not value.strip() else value


def _default_sort(value: object) -> object:
    return _blank_as_none(value) or "reading"


def _period(text: str | None) -> str | None:
    try:
        if text is not None:
            read_period(text)
    except ValueError as error:
        raise PydanticCustomError("period", str(error)) from None
    return text


Text = Annotated[str, AfterValidator(_encodable)]
ConversationId = Annotated[
    Annotated[str, Field(max_length=100), AfterValidator(_encodable)] | None,
    Field(description="The conversation_id of an earlier answer, to ask a follow-up."),
]
ReportIds = Annotated[
    list[Text] | None, Field(min_length=1, max_length=1000, description="Ids of the only reports to search.")
]

Filter = Annotated[
    Annotated[str, Field(max_length=500), AfterValidator(_encodable)] | None, BeforeValidator(_blank_as_none)
]


class _Input(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AskBody(_Input):
    """The body of POST /ask."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    question: Annotated[Text, Field(description="The question, in a sentence or in keywords.")]
    conversation_id: ConversationId = None
    reports: ReportIds = None


class AskQuery(_Input):
    """The query of GET /ask."""

    q: Annotated[Text, Field(description="The question, in a sentence or in keywords.")]
    conversation_id: ConversationId = None
    reports: ReportIds = None


class PassagesQuery(_Input):
    """The query of GET /passages."""

    q: Annotated[Text, Field(description="What the passages should be about.")]
    k: Annotated[int, Field(ge=1, le=50, description="How many passages.")] = 5
    reports: ReportIds = None


class FactsFilter(_Input):
    """Which facts are wanted; all filters given must hold, and an empty one asks nothing."""

    report: Annotated[Filter, Field(description="The id of a report.")] = None
    subject: Annotated[Filter, Field(description="A part of the subject; letter case does not matter.")] = None
    measure: Annotated[Filter, Field(description="A part of the measure; letter case does not matter.")] = None
    role: Annotated[Role | None, BeforeValidator(_blank_as_none), Field(description="What kind of figure.")] = None
    unit: Annotated[Filter, Field(description="The whole unit, such as % or CNY.")] = None
    period: Annotated[
        Filter,
        AfterValidator(_period),
        Field(description=f"The fact's own period lies within this one, or is it: {LEGAL}."),
    ] = None
    text: Annotated[Filter, Field(description="A part of the sentence; letter case does not matter.")] = None
    sort: Annotated[
        Sort, BeforeValidator(_default_sort), Field(description="The order; with - from the largest.")
    ] = "reading"
    offset: Annotated[int, Field(ge=0, le=10_000_000, description="How many facts to leave out first.")] = 0

    def wanted(self) -> FactFilter:
        """The filters as the ledger takes them."""
        names = ("report", "subject", "measure", "role", "unit", "text")
        period = read_period(self.period) if self.period else None
        return FactFilter(**{name: getattr(self, name) for name in names}, period=period)


class FactsQuery(FactsFilter):
    """The query of GET /facts."""

    limit: Annotated[int, Field(ge=1, le=1000, description="At most so many; as CSV, all of them without it.")] = 100
    format: Annotated[
        Literal["json", "csv"] | None, Field(description="Instead of the Accept header: json or csv.")
    ] = None


class ReportPath(_Input):
    """The path of one report."""

    report_id: Annotated[str, Field(description="The id of a report, from GET /reports.")]


class SlugPath(_Input):
    """The path of one kind of problem."""

    slug: str


def refuse(error: ValidationError) -> None:
    """The validation callback of the app.

    Raises:
        ProblemError: always; its detail names every field at fault.
    """
    errors = field_errors(error)
    raise ProblemError(INVALID_FIELDS, " ".join(e.detail for e in errors), errors) from error


def field_errors(error: ValidationError) -> list[FieldError]:
    """Every field at fault, with what to send instead."""
    return [_field_error(detail) for detail in error.errors(include_url=False, include_context=True)]


def _field_error(error: ErrorDetails) -> FieldError:
    name = ".".join(str(part).encode(errors="backslashreplace").decode() for part in error["loc"])
    name = name or "body"
    return FieldError(field=name, detail=f"'{name}' {_wrong(error)}.")


def _wrong(error: ErrorDetails) -> str:
    context: dict[str, Any] = error.get("ctx", {})
    allowed = {
        "missing": "is missing: it has to be sent",
        "extra_forbidden": "is not known here: leave it out or correct its name",
        "string_type": "must be a string",
        "string_unicode": "must be Unicode text without unpaired surrogates",
        "list_type": "must be a list of report ids",
        "string_too_long": f"must have at most {context.get('max_length')} characters",
        "too_short": "must hold at least one report id, or be left out",
        "too_long": f"must hold at most {context.get('max_length')} report ids",
        "int_parsing": "must be a whole number",
        "greater_than_equal": f"must be {context.get('ge')} or more",
        "less_than_equal": f"must be {context.get('le')} or less",
        "literal_error": f"must be {context.get('expected')}",
        "period": error["msg"],
    }.get(error["type"], f"is not valid ({error['msg']})")
    return allowed if error["type"] in ("missing", "extra_forbidden") else f"{allowed}, not {_shown(error['input'])}"


def _shown(value: object) -> str:
    text = "null" if value is None else ascii(value) if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
