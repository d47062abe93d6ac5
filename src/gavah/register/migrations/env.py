"""How Alembic runs the steps: on the connection that the register was opened with."""

from alembic import context

from gavah.register.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=metadata, transactional_ddl=True, render_as_batch=True
)
context.run_migrations()
