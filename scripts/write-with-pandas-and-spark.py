"""write-with-pandas-and-spark FOLDER [ROWS]: writes CSV for neo4j-admin with pandas and PySpark, with their defaults and correctly.
Needs both from PyPI, and Java 17 for Spark. `test/lint/third-party/` holds what it wrote for 10 rows."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

folder, rows = Path(sys.argv[1]), int(sys.argv[2] if len(sys.argv) > 2 else 10)
ids = np.arange(rows)

people = pd.DataFrame({
    "id:ID(Person)": ids,
    "name": [f'Name "{i}", Jr' if i % 7 == 0 else f"Name {i}" for i in ids],
    "age:int": pd.array([None if i % 5 == 0 else i % 90 for i in ids], dtype="Int64"),
    "active:boolean": ids % 2 == 0,
    "score:double": ids / 7,
    "born:datetime": pd.date_range("1950-01-01", periods=rows, freq="h", tz="UTC"),
    ":LABEL": ["Person;Author" if i % 3 == 0 else "Person" for i in ids],
})
knows = pd.DataFrame({
    ":START_ID(Person)": ids,
    ":END_ID(Person)": (ids * 7 + 1) % rows,
    "since:date": pd.date_range("2000-01-01", periods=rows).strftime("%Y-%m-%d"),
    ":TYPE": "KNOWS",
})


def write(name, frame):
    own = folder / name
    own.mkdir(parents=True, exist_ok=True)
    half = rows // 2
    frame[:half].to_csv(own / "people-1.csv", index=False)
    frame[half:].to_csv(own / "people-2.csv.gz", index=False, compression={"method": "gzip", "mtime": 0})
    knows.to_csv(own / "knows.csv", index=False)


write("pandas", people)
right = people.copy()
right["active:boolean"] = right["active:boolean"].map({True: "true", False: "false"})
right["born:datetime"] = right["born:datetime"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")
write("pandas-right", right)

spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
number = F.col("id")
name = F.concat(F.lit('Name "'), number.cast("string"), F.lit('", Jr\\'))
nodes = spark.range(rows).select(
    number.alias("id:ID(Person)"),
    name.alias("name"),
    (number % 90).alias("age:int"),
    (number % 2 == 0).alias("active:boolean"),
    (number / 7).alias("score:double"),
    F.lit("Person").alias(":LABEL"),
)
ends = spark.range(rows).select(
    number.alias(":START_ID(Person)"), ((number * 7 + 1) % rows).alias(":END_ID(Person)"), F.lit("KNOWS").alias(":TYPE")
)
for form, options in {"pyspark": {}, "pyspark-right": {"escape": '"'}}.items():
    options = {"header": True, **options}
    nodes.repartition(3).write.options(**options).option("compression", "gzip").csv(str(folder / form / "people"))
    ends.repartition(2).write.options(**options).csv(str(folder / form / "knows"))
spark.stop()
