// SPDX-License-Identifier: Apache-2.0
// Usage: baseline load database synchronous warmup_ms iterations iteration_ms
// Prints one throughput per iteration. With --version alone: who is measured.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ITEMS 10000
#define BATCH 50000

static sqlite3 *db;
static sqlite3_stmt *select_one, *insert_one, *query_all;

static void fail(const char *what) {
  fprintf(stderr, "%s: %s\n", what, db ? sqlite3_errmsg(db) : "no database");
  exit(1);
}

static void exec(const char *sql) {
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql);
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) fail(sql);
  return statement;
}

static long long cells(sqlite3_stmt *s) {
  if (sqlite3_column_text(s, 1) == NULL) fail("text");
  sqlite3_column_int64(s, 2);
  sqlite3_column_double(s, 3);
  return sqlite3_column_int64(s, 0);
}

static void point_select(void) {
  long long wanted = 1 + rand() % ITEMS;
  sqlite3_bind_int64(select_one, 1, wanted);
  if (sqlite3_step(select_one) != SQLITE_ROW || cells(select_one) != wanted) fail("select");
  sqlite3_reset(select_one);
}

static void add(long long number) {
  char text[32];
  int length = snprintf(text, sizeof text, "name-%lld", number);
  sqlite3_bind_text(insert_one, 1, text, length, SQLITE_TRANSIENT);
  sqlite3_bind_int64(insert_one, 2, number);
  sqlite3_bind_double(insert_one, 3, number * 1.5);
  if (sqlite3_step(insert_one) != SQLITE_DONE) fail("insert");
  sqlite3_reset(insert_one);
}

static void insert(void) {
  static long long number;
  add(number++);
}

static void query(void) {
  long long ids = 0, rows = 0;
  while (sqlite3_step(query_all) == SQLITE_ROW) {
    ids += cells(query_all);
    rows++;
  }
  sqlite3_reset(query_all);
  if (rows != ITEMS || ids != (long long)ITEMS * (ITEMS + 1) / 2) fail("query");
}

static void batch(void) {
  exec("BEGIN IMMEDIATE");
  for (int i = 0; i < BATCH; i++) add(i);
  exec("COMMIT");
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static double run(void (*operation)(void), double millis) {
  double start = now(), end = start + millis / 1000, at;
  long done = 0;
  do {
    operation();
    done++;
    at = now();
  } while (at < end);
  return done / (at - start);
}

int main(int count, char **args) {
  if (count == 2 && strcmp(args[1], "--version") == 0) {
    printf("C compiler %s, SQLite %s\n", __VERSION__, sqlite3_libversion());
    return 0;
  }
  if (count != 7) fail("arguments");
  char pragma[64];
  if (sqlite3_open(args[2], &db) != SQLITE_OK) fail("open");
  exec("PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000; PRAGMA cache_size=-2000");
  snprintf(pragma, sizeof pragma, "PRAGMA synchronous=%s", args[3]);
  exec(pragma);
  select_one = prepare("SELECT id, a, b, c FROM item WHERE id = ?");
  insert_one = prepare("INSERT INTO added(a, b, c) VALUES (?, ?, ?)");
  query_all = prepare("SELECT id, a, b, c FROM item");
  void (*operation)(void) = point_select;
  int rows = 1;
  if (strncmp(args[1], "insert", 6) == 0) operation = insert;
  if (strcmp(args[1], "query-10k") == 0) operation = query, rows = ITEMS;
  if (strcmp(args[1], "batch-50k") == 0) operation = batch, rows = BATCH;
  run(operation, atof(args[4]));
  for (int i = atoi(args[5]); i > 0; i--) printf("%.1f\n", run(operation, atof(args[6])) * rows);
  sqlite3_finalize(select_one);
  sqlite3_finalize(insert_one);
  sqlite3_finalize(query_all);
  return sqlite3_close(db) == SQLITE_OK ? 0 : 1;
}
