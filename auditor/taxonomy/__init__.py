"""The one taxonomy, as data: roles, activities, profiles."""

from auditor.taxonomy.load import load_taxonomy, taxonomy_from
from auditor.taxonomy.model import AI_ROLES, Activity, Profile, Role, RoleId, Taxonomy

__all__ = ["AI_ROLES", "Activity", "Profile", "Role", "RoleId", "Taxonomy", "load_taxonomy", "taxonomy_from"]
