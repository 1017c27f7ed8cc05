"""What every table of the hub's database is registered with."""

from sqlalchemy import MetaData

METADATA = MetaData()
