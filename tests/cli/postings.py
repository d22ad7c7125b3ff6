"""Postings for the command line's tests."""

MISTITLED = """Senior AI Engineer

Ferrywell schedules harbour pilots for eleven ports around the North Sea.

What you will do
- Connect the pilots' hand-over notes to a hosted LLM API and keep its prompts under test
- Build retrieval-augmented generation over forty years of berth regulations
- Build the agent that answers the duty officer's questions with tools and citations
- Write prompts, evaluation sets and guardrails for the assistant

What you bring
- Five years of Python and at least one shipped LLM application
- Experience with LangChain, vector databases and prompt engineering
"""
TRAINER = """Hollin Insurance is looking for a colleague in its pricing team.

What you will do:
- Train and validate the claims models on our own policy data
- Engineer features from twenty years of storm losses
- Fine-tune our document classifier and evaluate it offline

What you bring:
- Four years of experience with PyTorch or scikit-learn
"""
GERMAN = """Wir suchen eine Entwicklerin oder einen Entwickler für unser Team in Bremen.

Ihre Aufgaben:
- Sie trainieren Modelle zur Vorhersage des Wasserstands und prüfen sie mit den Kollegen der Leitstelle.
- Sie betreuen die Datenbank mit den Messwerten der Pegel und verbessern ihre Qualität.

Ihr Profil:
- Abgeschlossenes Studium der Informatik und gute Kenntnisse in Python.
"""
