// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes of all kinds on a small schema, with few different keys so that they meet each other. */
final class RandomWrites {

  /**
   * One write.
   *
   * @param tuples the values; more than one make a batch
   * @param batch whether it is sent as a batch
   * @param mapperFails whether the function that maps its rows throws
   */
  record Write(String sql, List<List<Object>> tuples, boolean batch, boolean mapperFails) {}

  static final String[] SCHEMA = {
    "CREATE TABLE t(id INTEGER PRIMARY KEY, k TEXT UNIQUE, n INTEGER NOT NULL CHECK (n < 1000), parent INTEGER REFERENCES t(id))",
    "CREATE TABLE e(id INTEGER PRIMARY KEY, v)",
    "CREATE TABLE d(id INTEGER PRIMARY KEY, eid INTEGER REFERENCES e(id) DEFERRABLE INITIALLY DEFERRED)",
    "CREATE TABLE g(v)",
    "CREATE TABLE log(what)",
    "CREATE TABLE r(id INTEGER PRIMARY KEY, u UNIQUE ON CONFLICT ROLLBACK)",
    "CREATE TABLE w(a PRIMARY KEY, b) WITHOUT ROWID",
    "CREATE VIEW v AS SELECT id, k FROM t",
    "CREATE TRIGGER t_log AFTER INSERT ON t BEGIN INSERT INTO log VALUES ('t' || NEW.id); END",
    "CREATE TRIGGER v_insert INSTEAD OF INSERT ON v BEGIN INSERT INTO t(id, k, n) VALUES (NEW.id, NEW.k, 1); END",
    "CREATE TRIGGER g_abort BEFORE INSERT ON g WHEN NEW.v = 'abort' BEGIN SELECT RAISE(ABORT, 'aborted'); END",
    "CREATE TRIGGER g_fail BEFORE INSERT ON g WHEN NEW.v = 'fail' BEGIN SELECT RAISE(FAIL, 'failed'); END",
    "CREATE TRIGGER g_rollback BEFORE INSERT ON g WHEN NEW.v = 'rollback' BEGIN SELECT RAISE(ROLLBACK, 'rolled back'); END",
    "CREATE TRIGGER g_ignore BEFORE INSERT ON g WHEN NEW.v = 'ignore' BEGIN SELECT RAISE(IGNORE); END",
  };

  static final List<String> TABLES = List.of("t", "e", "d", "g", "log", "r", "w");

  private static final String[] CONFLICTS = {
    "", "OR IGNORE ", "OR REPLACE ", "OR FAIL ", "OR ABORT ", "OR ROLLBACK "
  };
  private static final String[] RAISES = {"abort", "fail", "rollback", "ignore", "fine", "fine"};

  private final Random random;

  RandomWrites(Random random) {
    this.random = random;
  }

  List<Write> some(int count) {
    List<Write> writes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      writes.add(next());
    }
    return writes;
  }

  private Write next() {
    switch (random.nextInt(30)) {
      case 0, 1, 2:
        return one(
            "INSERT " + conflict() + "INTO t(id, k, n) VALUES (?, ?, ?)", id(), key(), number());
      case 3:
        return one(
            "INSERT " + conflict() + "INTO t(id, k, n) VALUES (?, ?, ?), (?, ?, ?)",
            id(),
            key(),
            number(),
            id(),
            key(),
            number());
      case 4, 5:
        return one("INSERT INTO t(k, n) VALUES (?, ?) RETURNING id, k, n + 1", key(), number());
      case 6:
        return one(
            "INSERT INTO t(id, k, n) VALUES (?, ?, ?) ON CONFLICT(k) DO UPDATE SET n = n + 1 RETURNING n",
            id(),
            key(),
            number());
      case 7:
        return one("UPDATE " + conflict() + "t SET k = ? WHERE id >= ?", key(), id());
      case 8:
        return one("UPDATE t SET n = n + ? WHERE id < ? RETURNING id, n", number(), id());
      case 9:
        return one("UPDATE t SET parent = ? WHERE id = ?", id(), id());
      case 10, 11:
        return one("DELETE FROM t WHERE id = ?", id());
      case 12:
        return one("INSERT INTO d(eid) VALUES (?)", id());
      case 13:
        return random.nextBoolean()
            ? one("UPDATE d SET eid = ?", random.nextInt(3) == 0 ? null : id())
            : one("DELETE FROM e WHERE id = ?", id());
      case 14, 15:
        return one("INSERT INTO g VALUES (?), (?)", raise(), raise());
      case 16:
        return one("INSERT INTO r(u) VALUES (?)", random.nextInt(6));
      case 17:
        return one("REPLACE INTO w VALUES (?, ?)", id(), number());
      case 18:
        return one("INSERT INTO v(id, k) VALUES (?, ?)", id(), key());
      case 19:
        return random.nextBoolean()
            ? one("INSERT INTO nowhere VALUES (?)", 1)
            : one("INSERT INTO t(nothing) VALUES (?)", 1);
      case 20:
        return random.nextBoolean()
            ? one("INSERT INTO log VALUES (?)")
            : one("INSERT INTO log(what) VALUES (?)", 1, 2);
      case 21:
        return new Write(
            "UPDATE t SET n = n - 1 WHERE id < ? RETURNING id",
            List.of(List.of(id())),
            false,
            true);
      case 22, 23:
        return batch();
      case 24:
        return ddl();
      case 25, 26, 27:
        return one("INSERT OR IGNORE INTO e(id) VALUES (?)", id());
      case 28:
        return one("UPDATE e SET v = ? WHERE id > ?", number(), id());
      default:
        return one(
            "WITH x(a) AS (SELECT ?) DELETE FROM log WHERE what IN (SELECT a FROM x)", key());
    }
  }

  private Write batch() {
    List<List<Object>> tuples = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      tuples.add(values(id(), key(), number()));
    }
    if (random.nextInt(8) == 0) {
      tuples.add(values(id()));
    }
    boolean returning = random.nextBoolean();
    String sql = "INSERT " + conflict() + "INTO t(id, k, n) VALUES (?, ?, ?)";
    return new Write(
        returning ? sql + " RETURNING k" : sql, tuples, true, returning && random.nextInt(4) == 0);
  }

  private Write ddl() {
    int n = random.nextInt(4);
    return switch (random.nextInt(8)) {
      case 0 -> one("CREATE TABLE x" + n + "(v)");
      case 1 -> one("DROP TABLE x" + n);
      case 2 -> one("INSERT INTO x" + n + " VALUES (?)", number());
      case 3 -> one("CREATE INDEX IF NOT EXISTS log_what ON log(what)");
      case 4 -> one("DROP INDEX IF EXISTS log_what");
      case 5 -> one("VACUUM");
      case 6 -> one("ANALYZE");
      default -> one("PRAGMA user_version = 7");
    };
  }

  private static Write one(String sql, Object... values) {
    return new Write(sql, List.of(values(values)), false, false);
  }

  private static List<Object> values(Object... values) {
    List<Object> list = new ArrayList<>();
    for (Object value : values) {
      list.add(value);
    }
    return list;
  }

  private Object id() {
    return 1 + random.nextInt(25);
  }

  private Object key() {
    return random.nextInt(12) == 0 ? null : "k" + random.nextInt(25);
  }

  private Object number() {
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> 5000;
      default -> random.nextInt(100);
    };
  }

  private Object raise() {
    return RAISES[random.nextInt(RAISES.length)];
  }

  private String conflict() {
    return CONFLICTS[random.nextInt(3) == 0 ? random.nextInt(CONFLICTS.length) : 0];
  }
}
