"""The four roles explained from the taxonomy's data, as HTML."""

from __future__ import annotations

from auditor.taxonomy import AI_ROLES, RoleId, Taxonomy
from auditor.ui.markup import text_of
from auditor.ui.wording import capitalised

__all__ = ["roles_html"]

_ACTIVITIES = 6
_OPENING = """<div class="pa-opening"><h1>Four roles, told apart by what fills the week</h1>
<p>Titles overlap; work overlaps less. A posting is read for its duties, and the role with the largest share of them is
the role described.</p></div>"""
_ASIDE = """<p class="pa-aside">Anything else (software, data or hardware engineering without AI work of its own, sales,
support, annotation) is called by its own name and is never a failure. “By the hiring guide” keeps AI engineer for those
who run models in production; “by market use” also accepts a plain AI Engineer title for building on LLMs, as many
employers use it.</p>"""


def roles_html(taxonomy: Taxonomy) -> str:
    """What each role does all week, and the titles that candidates search for."""
    cards = "".join(_card(taxonomy, role) for role in AI_ROLES)
    return f'{_OPENING}<div class="pa-roles">{cards}</div>{_ASIDE}'


def _card(taxonomy: Taxonomy, role: RoleId) -> str:
    known = taxonomy.roles[role]
    names = [activity.name for activity in taxonomy.activities.values() if activity.role is role][:_ACTIVITIES]
    items = "".join(f"<li>{text_of(name)}</li>" for name in names)
    titles = ", ".join(taxonomy.profiles["guide"].suggested_titles.get(role, ()))
    name = capitalised(known.name)
    return (
        f'<section class="pa-rolecard pa-role--{role.value}"><h2>{text_of(name)}</h2>'
        f"<p>{text_of(capitalised(known.work))}: {text_of(known.focus)}.</p><ul>{items}</ul>"
        f"<p><b>Titles to use:</b> {text_of(titles)}</p></section>"
    )
