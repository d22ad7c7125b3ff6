"""Sections by heading, by content without a heading, and against the heading where the content is plain."""

import pytest

from auditor.posting import Section
from auditor.segment import segment

POSTING = """Larkspur is a leading maker of hearing aids. Founded in 1998, we serve 40 countries with AI products.

About the role

You will join the signal team and build the models that separate voices from noise.

What you'll do
- Design and train speech enhancement models
- Deploy them to small devices together with firmware engineers
- Collaborate with audiologists on field tests

What we're looking for
- 4+ years of experience in machine learning
- Strong knowledge of PyTorch and digital signal processing
- Bachelor's degree in computer science or a related field
- Experience with embedded C is a plus

Nice to have
- Publications at audio conferences

What we offer
- Health, dental and vision insurance
- 25 days of paid time off and a 401(k) match

The base salary range for this position is $130,000 - $160,000 per year.

Larkspur is an equal opportunity employer. All qualified applicants will receive consideration without regard to \
race, color, religion, sex, sexual orientation, national origin, disability or veteran status.
"""


def by_text(text: str) -> dict[str, Section]:
    return {text[s.start : s.end]: s.section for s in segment(text).statements}


def section_of(text: str, start: str) -> Section:
    return next(section for content, section in by_text(text).items() if content.startswith(start))


@pytest.mark.parametrize(
    ("start", "section"),
    [
        ("Larkspur is a leading", Section.COMPANY),
        ("Founded in 1998", Section.COMPANY),
        ("You will join the signal", Section.SUMMARY),
        ("Design and train", Section.DUTIES),
        ("Collaborate with audiologists", Section.DUTIES),
        ("4+ years", Section.REQUIREMENTS),
        ("Bachelor's degree", Section.REQUIREMENTS),
        ("Publications at", Section.NICE_TO_HAVE),
        ("Health, dental", Section.BENEFITS),
        ("25 days", Section.BENEFITS),
        ("The base salary", Section.PAY),
        ("Larkspur is an equal", Section.LEGAL),
        ("All qualified", Section.LEGAL),
    ],
)
def test_sections_of_a_whole_posting(start: str, section: Section) -> None:
    assert section_of(POSTING, start) is section


def test_flat_posting_keeps_its_work_apart() -> None:
    flat = " ".join(line.lstrip("- ") for line in POSTING.splitlines() if line)
    work = {Section.SUMMARY, Section.DUTIES, Section.REQUIREMENTS, Section.NICE_TO_HAVE}
    assert section_of(flat, "Larkspur is a leading") is Section.COMPANY
    assert section_of(flat, "Design and train") is Section.DUTIES
    assert section_of(flat, "4+ years") is Section.REQUIREMENTS
    assert section_of(flat, "Health, dental") not in work
    assert section_of(flat, "All qualified") is Section.LEGAL


@pytest.mark.parametrize(
    "line",
    [
        "Knowledge of acoustics would be a plus but is not required",
        "Experience with C++ preferred",
        "Ideally, experience with Kaldi or another speech toolkit",
        "Familiarity with Rust is a big advantage",
    ],
)
def test_nice_to_have_inside_requirements(line: str) -> None:
    text = POSTING.replace("Experience with embedded C is a plus", line)
    assert section_of(text, line) is Section.NICE_TO_HAVE


def test_must_have_with_a_preference_stays_required() -> None:
    line = "Bachelor's degree required, master's degree preferred"
    text = POSTING.replace("Experience with embedded C is a plus", line)
    assert section_of(text, line) is Section.REQUIREMENTS


SUBHEADED = """Required qualifications

Technical skills
- Four years of Python
- Experience with Kubernetes clusters

Preferred qualifications

Technical skills
- Experience with Triton and vLLM
- Two years of experience with Kubeflow

Domain knowledge
- Experience with claims and invoices in insurance

{after}
- {line}
"""


@pytest.mark.parametrize(
    ("after", "line", "section"),
    [
        ("Tools and technologies", "Experience with Terraform and Helm", Section.NICE_TO_HAVE),
        ("Requirements", "Bachelor's degree in computer science", Section.REQUIREMENTS),
        ("Responsibilities", "Design and train speech enhancement models", Section.DUTIES),
    ],
)
def test_headings_below_wishes_keep_them_wishes(after: str, line: str, section: Section) -> None:
    found = by_text(SUBHEADED.format(after=after, line=line))
    assert found["Four years of Python"] is found["Experience with Kubernetes clusters"] is Section.REQUIREMENTS
    assert found["Experience with Triton and vLLM"] is Section.NICE_TO_HAVE
    assert found["Experience with claims and invoices in insurance"] is Section.NICE_TO_HAVE
    assert found[line] is section


def test_company_blurb_full_of_ai_is_not_work() -> None:
    text = (
        "About us\n\nOur mission is to bring generative AI, large language models and machine learning "
        "to every bakery. We are a "
        "fast-growing company backed by leading investors, and our AI platform is trusted by thousands "
        "of customers.\n\n"
        "Responsibilities\n- Keep the books\n- Prepare the monthly closing\n"
    )
    found = by_text(text)
    blurb = [section for content, section in found.items() if "AI" in content]
    assert blurb == [Section.COMPANY, Section.COMPANY]
    assert section_of(text, "Keep the books") is Section.DUTIES


def test_text_without_headings() -> None:
    text = (
        "You will build dashboards and analyse experiments for the pricing team.\n"
        "Must have 5+ years of experience with SQL and statistics.\n"
        "We offer medical, dental and vision insurance, paid holidays and a 401(k) plan.\n"
        "We are an equal opportunity employer and value diversity."
    )
    assert [s.section for s in segment(text).statements][1:] == [Section.REQUIREMENTS, Section.BENEFITS, Section.LEGAL]
