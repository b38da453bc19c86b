# SPDX-License-Identifier: Apache-2.0
# Usage: baseline.py load database synchronous warmup_ms iterations iteration_ms
# Prints one throughput per iteration. With --version alone: who is measured.
import platform
import random
import sqlite3
import sys
import time

ITEMS, BATCH = 10_000, 50_000
SELECT = "SELECT id, a, b, c FROM item WHERE id = ?"
INSERT = "INSERT INTO added(a, b, c) VALUES (?, ?, ?)"
QUERY = "SELECT id, a, b, c FROM item"


def values(number):
    return ("name-%d" % number, number, number * 1.5)


def point_select(db, number):
    wanted = 1 + random.randrange(ITEMS)
    (row,) = db.execute(SELECT, (wanted,)).fetchall()
    assert row[0] == wanted


def insert(db, number):
    assert db.execute(INSERT, values(number)).rowcount == 1


def query(db, number):
    ids = texts = 0
    for row in db.execute(QUERY):
        ids += row[0]
        texts += row[1] is not None
    assert texts == ITEMS and ids == ITEMS * (ITEMS + 1) // 2


def batch(db, number):
    db.execute("BEGIN IMMEDIATE")
    db.executemany(INSERT, (values(i) for i in range(BATCH)))
    db.execute("COMMIT")


LOADS = {
    "point-select": (point_select, 1),
    "insert-full": (insert, 1),
    "insert-normal": (insert, 1),
    "query-10k": (query, ITEMS),
    "batch-50k": (batch, BATCH),
}


def run(db, operation, millis):
    start = time.perf_counter()
    end = start + millis / 1000
    done = 0
    while True:
        operation(db, done)
        done += 1
        now = time.perf_counter()
        if now >= end:
            return done / (now - start)


def main():
    if sys.argv[1:] == ["--version"]:
        print("Python %s, SQLite %s" % (platform.python_version(), sqlite3.sqlite_version))
        return
    load, path, synchronous, warmup, iterations, iteration = sys.argv[1:]
    operation, rows = LOADS[load]
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=" + synchronous, "foreign_keys=ON", "busy_timeout=5000", "cache_size=-2000"):
        db.execute("PRAGMA " + pragma).fetchall()
    run(db, operation, int(warmup))
    for _ in range(int(iterations)):
        print(run(db, operation, int(iteration)) * rows)
    db.close()


main()
