"""Apache Spark as the pool that reads: the same pure function per document, under `mapInArrow`."""

from gavah.runs.spark.pool import on_spark
from gavah.runs.spark.session import session

__all__ = ["on_spark", "session"]
