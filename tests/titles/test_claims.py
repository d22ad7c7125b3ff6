"""The settled cases of the labelling guide, one line each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.taxonomy import RoleId
from auditor.titles import load_lexicon, read_title

ROLES = {
    "E": RoleId.AI_ENGINEER,
    "M": RoleId.ML_ENGINEER,
    "D": RoleId.AI_DEVELOPER,
    "S": RoleId.DATA_SCIENTIST,
}
CHECKED = Path(__file__).with_name("checked_titles.jsonl")

GUIDE = """
E   AI Engineer | AI Platform Engineer | AI Infrastructure Engineer | AI Ops Engineer | AI Systems Engineer
E   MLOps Engineer | LLMOps Engineer | ML Platform Engineer | ML Infrastructure Engineer | AI Robustness Engineer
M   Machine Learning Engineer | Deep Learning Engineer | Computer Vision Engineer | NLP Engineer | ML Scientist
M   Applied Scientist | AI Research Engineer | ML Research Engineer | AI Research Scientist | AI/ML Research Scientist
D   AI Developer | Generative AI Engineer | GenAI Developer | LLM Engineer | Prompt Engineer | RAG Engineer
D   Agent Engineer | Agentic AI Engineer | Agentic AI Developer | Applied AI Engineer | AI Product Engineer
D   AI Application Engineer | AI Automation Engineer | Conversational AI Engineer | AI Full-stack Engineer
D   Forward Deployed AI Engineer | AI Integration Engineer | AI Integrations Software Engineer
S   Data Scientist | Decision Scientist | AI/ML Data Scientist
EM  AI/ML Engineer | Artificial Intelligence and Machine Learning Engineer | AI ML Engineer
SM  Data Scientist / ML Engineer | Data Scientist, Machine Learning Engineer
-   Software Engineer (AI) | Backend Engineer - AI team | AI Architect | AI Consultant | AI Product Manager
-   Data Engineer | Data Analyst | Solutions Engineer | AI Solutions Engineer | Product Manager, Machine Learning
E   Engineer, AI | Senior Engineer - AI | Principal Engineer (AI)
-   AI Backend Engineer | AI Frontend Engineer | AI Data Engineer | AI QA Engineer | AI Security Engineer
-   AI Site Reliability Engineer | DevOps Engineer, AI | AI Support Engineer | AI Sales Engineer | ML Compiler Engineer
-   Gameplay Engineer, AI | AI Software Engineer | Machine Learning Software Engineer | Full Stack Engineer - AI
D   AI Engineer, Conversational AI & Agentic Systems | Enterprise Automation & AI Engineer
D   AI Automation & Tooling Engineer
E   Forward Deployed Engineer, AI Inference (vLLM and Kubernetes)
SE  Data Scientist and ML Ops
D   GenAI Software Engineer | LLM Software Engineer | Software Engineer, Agentic AI | AI Agent Software Engineer
S   Data Science Lead | Data Science Analyst | Data Science Consultant | Data Science Engineer | Analyst, Data Science
M   Machine Learning Intern
E   Machine Learning Engineer - Platforms | Machine Learning Engineer - Infrastructure | Machine Learning Engineer, Ops
M   Machine Learning Engineer, GenAI
-   Research Engineer | Research Scientist | Senior Research Scientist, Privacy
M   Research Scientist, Machine Learning | Research Engineer (LLM Pretraining) | Research Engineer, Foundation Models
"""

LEADERS = """
S   Data Science Manager | Manager, Data Science | Director of Data Science | Head of Data Science
-   Head of AI | Engineering Manager, AI | Director Machine Learning | VP of AI | Senior Manager, AI Engineering
"""

MESSY = """
E   🚀 AI Engineer | AI ENGINEER | AI Engineer (m/f/d) | AI Engineer (all genders) - job post | [Remote] AI Engineer II
E   Sr. AI Engineer | Staff AI Engineer - Req 20931 | AI Engineer, New York, NY | AI-Engineer | Acme: AI Engineer
E   Acme hiring AI Engineer | Ingénieur IA (H/F) | KI-Ingenieur (w/m/d) | Ingeniero de IA
M   ML EngineerSan Francisco, CA | Natural Language Processing (NLP) Engineer | Ingénieur Machine Learning
D   KI-Entwickler (m/w/d) | Développeur IA | Desarrollador de IA | Agentic Artificial Intelligence (AI) Engineer
S   Data Scientist Data Scientist | DATA SCIENTIST | Data Scientist (w/m/d) | Científico de Datos
S   Data Analyst/Scientist
-   Data Analyst Data Analyst | Founding Engineer - Stealth AI | Engineer (AI-native startup) | AI | Engineer
"""

COORDINATED = """
E   Staff Software & AI Engineer | Data & AI Engineer | junior software developer/AI engineer
D   AI & Automation Engineer | Automation & AI Engineer | Senior Field AI Engineer (Forward Deployed)
ED  AI/LLM Engineer
DM  Generative AI / Machine Learning Engineer
M   Generative AI ML Engineer | Machine Learning Engineer/Scientist | NLP AI Engineer
M   AI/ML - Machine Learning Engineer
E   AI/ML Engineer - MLOps | AI/ML Platform Engineer | Machine Learning, Platform Engineer
M   Machine Learning Engineer (Python, MLOps)
D   AI Engineer - FDE (Forward Deployed Engineer)
M   Research Intern, Agentic Video Understanding
-   Product Designer, Developer AI
-   AI/ML Software Engineer | AI Entry/Graduate Level Software Engineer | Software Engineer - AI Agents Team
"""


def cases(table: str) -> list[tuple[str, str]]:
    rows = [line.split(maxsplit=1) for line in table.strip().splitlines()]
    return [(title.strip(), claims.strip("-")) for claims, titles in rows for title in titles.split(" | ")]


@pytest.mark.parametrize(("title", "claims"), cases(GUIDE) + cases(LEADERS) + cases(MESSY) + cases(COORDINATED))
def test_title_claims_what_the_guide_settles(title: str, claims: str) -> None:
    assert read_title(title).by_profile["guide"] == tuple(ROLES[letter] for letter in claims)


@pytest.mark.parametrize(
    ("title", "claims"),
    [
        ("AI Engineer", "DE"),
        ("Senior AI Engineer II (Remote)", "DE"),
        ("Engineer, AI", "DE"),
        ("Machine Learning Engineer", "ME"),
        ("AI/ML Engineer", "DEM"),
        ("Staff ML Engineer, Ads", "ME"),
        ("AI Platform Engineer", "E"),
        ("AI Engineer - Infrastructure", "E"),
        ("Computer Vision Engineer", "M"),
        ("Applied Scientist", "M"),
        ("Machine Learning Engineer, Platform", "E"),
        ("Applied AI Engineer", "D"),
        ("Data Scientist", "S"),
        ("AI Software Engineer", ""),
        ("AI Systems Engineer", "ED"),
        ("AI Operations Engineer", "ED"),
        ("AI Research Engineer", "ME"),
        ("AI Engineer (NLP / HuggingFace)", "DEM"),
        ("Machine Learning Pipeline Engineer", "ME"),
        ("ML Product Engineer", "ME"),
        ("AI Video Engineer", "DE"),
        ("AI Productivity Tools Engineer", "ED"),
        ("Machine Learning Engineer (AI Platform)", "EM"),
        ("AI Engineer - Cloud & Platform Services", "ED"),
        ("AI & Data Science Intern", "DEMS"),
    ],
)
def test_market_widens_titles_that_say_little(title: str, claims: str) -> None:
    assert read_title(title).by_profile["market"] == tuple(ROLES[letter] for letter in claims)


def test_the_words_that_claim_are_pointed_at() -> None:
    title = "Senior Data Scientist / ML Engineer (Remote)"
    assert [span.of(title) for span in read_title(title).claim_spans] == ["Data Scientist", "ML Engineer"]


def test_titles_checked_by_hand_are_read_as_checked() -> None:
    rows = [json.loads(line) for line in CHECKED.read_text("utf-8").splitlines()]
    hits = sum(set(read_title(row["title"]).by_profile["guide"]) == set(row["claims"]) for row in rows)
    assert len(rows) >= 500
    assert hits / len(rows) >= 0.98


def test_no_phrase_of_the_lexicon_is_a_checked_title() -> None:
    titles = {json.loads(line)["title"].lower() for line in CHECKED.read_text("utf-8").splitlines()}
    long_phrases = {
        " ".join(words) for rows in load_lexicon().phrases.values() for words, _, _ in rows if len(words) > 2
    }
    assert not titles & long_phrases
