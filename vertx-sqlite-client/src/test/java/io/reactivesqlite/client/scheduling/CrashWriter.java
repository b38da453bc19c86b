// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLitePool;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes through a pool and prints what was acknowledged, until it is killed. */
final class CrashWriter {

  private static final int AT_ONCE = 64;
  static final int BATCH = 7;

  private final SQLitePool pool;
  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private int next;

  private CrashWriter(SQLitePool pool, int first) {
    this.pool = pool;
    this.next = first;
  }

  /** Arguments: the file, and the first number to write. */
  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx();
    SQLitePool pool =
        SQLitePool.cast(
            SQLiteBuilder.pool()
                .connectingTo(new SQLiteConnectOptions().setDatabase(arguments[0]))
                .using(vertx)
                .build());
    CrashWriter writer = new CrashWriter(pool, Integer.parseInt(arguments[1]));
    vertx.runOnContext(
        v -> {
          for (int i = 0; i < AT_ONCE; i++) {
            writer.write();
          }
        });
  }

  /** On one event loop, so numbers and lines do not mix. */
  private void write() {
    int n = next++;
    if (n % 5 == 0) {
      List<Tuple> tuples = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        tuples.add(Tuple.of(n, i));
      }
      pool.preparedQuery("INSERT INTO part VALUES (?, ?)")
          .executeBatch(tuples)
          .onSuccess(rows -> acknowledged("part", n))
          .onFailure(CrashWriter::fail);
    } else if (n % 5 == 1) {
      pool.withTransaction(
              c ->
                  c.preparedQuery("INSERT INTO one VALUES (?)")
                      .execute(Tuple.of(n))
                      .compose(
                          v -> c.preparedQuery("INSERT INTO twin VALUES (?)").execute(Tuple.of(n))))
          .onSuccess(rows -> acknowledged("twin", n))
          .onFailure(CrashWriter::fail);
    } else {
      pool.preparedQuery("INSERT INTO one VALUES (?)")
          .execute(Tuple.of(n))
          .onSuccess(rows -> acknowledged("one", n))
          .onFailure(CrashWriter::fail);
    }
  }

  private void acknowledged(String what, int n) {
    try {
      out.write((what + " " + n + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      fail(e);
    }
    write();
  }

  private static void fail(Throwable e) {
    e.printStackTrace();
    Runtime.getRuntime().halt(1);
  }
}
