"""A Spark job: each task writes one shard. The shards, then the options of `bulkgen export`:

    spark-submit --conf spark.task.maxFailures=4 spark.py 10 --scale 1b --out /mnt/estate && bulkgen merge /mnt/estate

Spark repeats a task that fails, and the tasks of an executor that dies.
"""
import subprocess
import sys

from pyspark import SparkContext

shards, *options = sys.argv[1:]


def export(index):
    subprocess.run(['bulkgen', 'export', *options, '--shard', f'{index}/{shards}'], check=True)


with SparkContext(appName='bulkgen') as spark:
    spark.parallelize(range(1, int(shards) + 1), int(shards)).foreach(export)
