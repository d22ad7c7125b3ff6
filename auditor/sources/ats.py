"""Exports of applicant tracking systems, in the JSON shapes that their public job board APIs give.

Greenhouse (job board API v1, `content` is escaped HTML), Lever (postings API v0), Ashby (job posting API), Workable
(jobs and account widget), SmartRecruiters (posting API v1, `jobAd.sections`).
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from auditor.sources.markup import text_of_markup, without_markup
from auditor.sources.pay_text import pay_text

__all__ = ["exported_fields", "is_exported", "list_context"]

Record = Mapping[str, Any]


def is_exported(record: Record) -> bool:
    """Whether the object has one of the known shapes."""
    return any(fits(record) for fits, _ in _SHAPES)


def exported_fields(record: Record) -> dict[str, Any] | None:
    """The values by field (see columns.FIELDS), descriptions as text; None for an object of another shape."""
    for fits, fields in _SHAPES:
        if fits(record):
            return {wanted: value for wanted, value in fields(record).items() if value not in (None, "")}
    return None


def list_context(around: Record) -> dict[str, str]:
    """What an object around a list of jobs says about each of them: Workable names the company there."""
    name = around.get("name")
    return {"company": name} if isinstance(name, str) and "jobs" in around else {}


def _greenhouse(job: Record) -> dict[str, Any]:
    content = _string(job, "content")
    return {
        "id": job.get("id"),
        "title": job.get("title"),
        "description": text_of_markup(html.unescape(content)) if content else None,
        "company": job.get("company_name"),
        "location": _named(job.get("location")),
        "salary": "; ".join(filter(None, map(_greenhouse_pay, _objects(job.get("pay_input_ranges"))))),
        "requisition": job.get("requisition_id"),
        "url": job.get("absolute_url"),
    }


def _greenhouse_pay(pay: Record) -> str | None:
    low, high = (str(int(value) // 100) if (value := str(pay.get(key) or "")).isdigit() else None
                 for key in ("min_cents", "max_cents"))  # fmt: skip
    return pay_text(low, high, pay.get("currency_type"), None)


def _lever(job: Record) -> dict[str, Any]:
    categories, pay = _object(job.get("categories")), _object(job.get("salaryRange"))
    opening = _string(job, "descriptionPlain") or text_of_markup(_string(job, "description"))
    lists = [
        f"{_string(each, 'text')}\n{text_of_markup(_items(_string(each, 'content')))}"
        for each in _objects(job.get("lists"))
    ]
    closing = _string(job, "additionalPlain") or text_of_markup(_string(job, "additional"))
    stated = pay_text(pay.get("min"), pay.get("max"), pay.get("currency"), _string(pay, "interval"))
    return {
        "id": job.get("id"),
        "title": job.get("text"),
        "description": _joined(opening, *lists, closing),
        "location": categories.get("location"),
        "salary": stated or _string(job, "salaryDescriptionPlain"),
        "requisition": next(iter(_strings(job.get("requisitionCodes"))), job.get("reqCode")),
        "owner": _named(job.get("owner")) or _named(job.get("hiringManager")),
        "status": job.get("state"),
        "url": job.get("hostedUrl"),
    }


def _items(content: str) -> str:
    """The items of a Lever list come without the list around them."""
    return f"<ul>{content}</ul>" if "<li" in content else content


def _ashby(job: Record) -> dict[str, Any]:
    pay = _object(job.get("compensation"))
    summary = _string(pay, "scrapeableCompensationSalarySummary") or _string(pay, "compensationTierSummary")
    listed = job.get("isListed")
    return {
        "id": job.get("id"),
        "title": job.get("title"),
        "description": text_of_markup(_string(job, "descriptionHtml")) or _string(job, "descriptionPlain"),
        "location": _named(job.get("location")),
        "salary": summary,
        "status": {True: "listed", False: "unlisted"}.get(listed) if isinstance(listed, bool) else None,
        "url": job.get("jobUrl"),
    }


def _workable(job: Record) -> dict[str, Any]:
    place, pay = _object(job.get("location")), _object(job.get("salary"))
    stated = pay_text(pay.get("salary_from"), pay.get("salary_to"), pay.get("salary_currency"), None)
    return {
        "id": job.get("shortcode"),
        "title": job.get("title") or job.get("full_title"),
        "description": without_markup(_string(job, "description") or _string(job, "full_description")),
        "requirements": without_markup(_string(job, "requirements")),
        "benefits": without_markup(_string(job, "benefits")),
        "company": _named(job.get("company")),
        "location": _string(place, "location_str") or _place(place or job),
        "salary": stated,
        "requisition": job.get("code"),
        "status": job.get("state"),
        "url": job.get("url"),
    }


def _smartrecruiters(job: Record) -> dict[str, Any]:
    sections = _object(_object(job.get("jobAd")).get("sections"))
    order = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")
    parts = [
        _joined(
            _string(_object(sections.get(key)), "title"), text_of_markup(_string(_object(sections.get(key)), "text"))
        )
        for key in order
        if _string(_object(sections.get(key)), "text")
    ]
    place = _object(job.get("location"))
    active = job.get("active")
    return {
        "id": job.get("id") or job.get("uuid"),
        "title": job.get("name") or job.get("title"),
        "description": _joined(*parts),
        "company": _named(job.get("company")),
        "location": _string(place, "fullLocation") or _place(place),
        "requisition": job.get("refNumber"),
        "owner": _named(job.get("creator")),
        "status": {True: "active", False: "inactive"}.get(active) if isinstance(active, bool) else None,
        "url": job.get("postingUrl") or job.get("applyUrl"),
    }


_SHAPES: Sequence[tuple[Callable[[Record], bool], Callable[[Record], dict[str, Any]]]] = (
    (lambda job: "sections" in _object(job.get("jobAd")), _smartrecruiters),
    (lambda job: "content" in job and bool({"absolute_url", "internal_job_id"} & job.keys()), _greenhouse),
    (lambda job: "text" in job and bool({"hostedUrl", "lists", "categories"} & job.keys()), _lever),
    (lambda job: bool({"descriptionHtml", "descriptionPlain"} & job.keys()) and "title" in job, _ashby),
    (lambda job: "shortcode" in job and "description" in job, _workable),
)


def _joined(*parts: str) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _place(place: Record) -> str:
    keys = ("city", "region", "state", "country")
    return ", ".join(dict.fromkeys(_string(place, key) for key in keys if _string(place, key) not in ("", "published")))


def _named(value: Any) -> Any:
    return value.get("name") if isinstance(value, Mapping) else value


def _object(value: Any) -> Record:
    return value if isinstance(value, Mapping) else {}


def _objects(value: Any) -> list[Record]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _strings(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _string(record: Record, key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""
