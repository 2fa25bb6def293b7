"""Loads an export with Neo4j's Python driver: UNWIND of maps, 1,000 rows a batch. A client of the bench (src/bench/client-job.ts)."""
import csv
import datetime
import itertools
import json
import os
import re
import resource
import sys
import time

import neo4j
from neo4j.spatial import WGS84Point


def point(cell):
    longitude, latitude = re.findall(r"-?\d+(?:\.\d+)?", cell)
    return WGS84Point((float(longitude), float(latitude)))


READERS = {
    "int": int,
    "long": int,
    "double": float,
    "boolean": lambda cell: cell == "true",
    "date": datetime.date.fromisoformat,
    "datetime": datetime.datetime.fromisoformat,
    "point": point,
    "string[]": lambda cell: cell.split(";"),
}


def read_rows(folder, table):
    columns = [re.sub(r"\{.*\}", "", column).split(":") for column in table["columns"]]
    readers = [(name, READERS.get(kind, str)) for name, kind in columns]
    for part in table["parts"]:
        with open(os.path.join(folder, part["path"]), newline="", encoding="utf-8") as file:
            for cells in csv.reader(file):
                values = {name: read(cell) for (name, read), cell in zip(readers, cells) if name and cell != ""}
                if table["kind"] == "node":
                    yield values
                else:
                    yield {"start": cells[0], "end": cells[1], "properties": values}


def statement(table):
    if table["kind"] == "node":
        return f"UNWIND $rows AS row CREATE (n:{':'.join(table['labels'])}) SET n = row"
    return f"""UNWIND $rows AS row
MATCH (a:ConfigurationItem {{id: row.start}}), (b:ConfigurationItem {{id: row.end}})
CREATE (a)-[r:{table['name']}]->(b) SET r = row.properties"""


def load(job):
    connection, folder = job["connection"], job["exportFolder"]
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    started_at, queries = time.monotonic(), 0
    with neo4j.GraphDatabase.driver(connection["uri"], auth=(connection["username"], connection["password"])) as driver:
        unique = [text for text in job["schema"] if "ConfigurationItem" in text and "IS UNIQUE" in text]
        for text in unique:
            driver.execute_query(text)
        for table in manifest["tables"]:
            rows = read_rows(folder, table)
            while batch := list(itertools.islice(rows, 1000)):
                driver.execute_query(statement(table), rows=batch)
                queries += 1
        for text in job["schema"]:
            if text not in unique:
                driver.execute_query(text)
        driver.execute_query("CALL db.awaitIndexes(600)")
        driver.execute_query("MATCH (n) RETURN count(n)")
        driver.execute_query("MATCH ()-[r]->() RETURN count(r)")
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "seconds": time.monotonic() - started_at,
        "stages": {},
        "clientCpu": (usage.ru_utime + usage.ru_stime) * 1e6,
        "clientMemory": usage.ru_maxrss * 1024,
        "queries": queries,
        "nodes": manifest["totals"]["nodes"],
        "relationships": manifest["totals"]["relationships"],
    }


print(json.dumps({"measured": load(json.load(sys.stdin))}))
