"""Run by Alembic, with the connection that `auditor.store.upgrade` gives it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
