// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static io.reactivesqlite.client.scheduling.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.JournalMode;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLitePoolFigures;
import io.reactivesqlite.client.Synchronous;
import io.reactivesqlite.client.scheduling.RandomWrites.Write;
import io.reactivesqlite.client.scheduling.SerialJdbc.Outcome;
import io.reactivesqlite.client.scheduling.SerialJdbc.Result;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.PropertyKind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Writes that share a transaction give what they would have given one after the other in
 * autocommit. The pool runs them in the order in which one context has submitted them, as there is
 * one writer lane with one queue; so plain JDBC runs them in that order, on a database of its own.
 */
class GroupCommitTest {

  private static final int ROUNDS = Lab.LONG ? 2_000 : 120;
  private static final int WRITES = 60;
  private static final PropertyKind<Long> LAST_ID =
      PropertyKind.create("last-inserted-id", Long.class);

  /** What a mapping function of the user's throws. */
  private static final class MapperFailure extends RuntimeException {}

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"WAL", "TRUNCATE"})
  void aGroupGivesWhatAutocommitWouldHaveGiven(JournalMode mode) throws Exception {
    Random random = Lab.random("GroupCommitTest " + mode);
    RandomWrites writes = new RandomWrites(random);
    try (Lab lab = new Lab(directory);
        SerialJdbc serial = new SerialJdbc(directory.resolve("serial.db"))) {
      SQLitePool pool =
          lab.pool(
              lab.options()
                  .setJournalMode(mode)
                  .setSynchronous(Synchronous.OFF)
                  .setMaxGroupSize(2 + random.nextInt(40)));
      for (String sql : RandomWrites.SCHEMA) {
        Lab.run(pool, sql);
        serial.execute(sql);
      }
      Context context = lab.vertx.getOrCreateContext();
      for (int round = 0; round < (mode == JournalMode.WAL ? ROUNDS : ROUNDS / 4); round++) {
        List<Write> some = writes.some(WRITES);
        List<Outcome> outcomes = submit(context, pool, some);
        for (int i = 0; i < some.size(); i++) {
          assertThat(outcomes.get(i))
              .as("round %d, write %d: %s", round, i, some.get(i))
              .isEqualTo(serial.run(some.get(i)));
        }
        try (Connection jdbc = lab.jdbc()) {
          assertThat(SerialJdbc.contents(jdbc)).as("round %d", round).isEqualTo(serial.contents());
        }
      }
      SQLitePoolFigures figures = pool.figures();
      assertThat(figures.getGroups()).as("%s", figures).isLessThan(figures.getWrites() * 3 / 4);
      assertThat(figures.getUndoneGroups()).isPositive();
    }
  }

  private static List<Outcome> submit(Context context, SQLitePool pool, List<Write> writes) {
    Promise<List<Future<Outcome>>> submitted = Promise.promise();
    context.runOnContext(
        v -> {
          List<Future<Outcome>> futures = new ArrayList<>();
          writes.forEach(write -> futures.add(submit(pool, write)));
          submitted.complete(futures);
        });
    List<Outcome> outcomes = new ArrayList<>();
    for (Future<Outcome> future : await(submitted.future())) {
      outcomes.add(await(future));
    }
    return outcomes;
  }

  private static Future<Outcome> submit(SQLitePool pool, Write write) {
    PreparedQuery<RowSet<Row>> query = pool.preparedQuery(write.sql());
    Future<? extends RowSet<?>> result =
        write.mapperFails()
            ? send(
                query.mapping(
                    row -> {
                      throw new MapperFailure();
                    }),
                write)
            : send(query.mapping(Function.identity()), write);
    return result.transform(
        ar ->
            Future.succeededFuture(
                ar.succeeded() ? results(write, ar.result()) : failed(ar.cause())));
  }

  private static <T> Future<RowSet<T>> send(PreparedQuery<RowSet<T>> query, Write write) {
    List<Tuple> tuples = write.tuples().stream().map(Tuple::wrap).toList();
    return write.batch() ? query.executeBatch(tuples) : query.execute(tuples.get(0));
  }

  private static Outcome results(Write write, RowSet<?> first) {
    List<Result> results = new ArrayList<>();
    for (RowSet<?> set = first; set != null; set = set.next()) {
      List<List<Object>> rows = new ArrayList<>();
      for (Object element : set) {
        Row row = (Row) element;
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
          values.add(SerialJdbc.normal(row.getValue(i)));
        }
        rows.add(values);
      }
      int changes = set.rowCount();
      Long id = SerialJdbc.tellsRowId(write.sql(), changes) ? set.property(LAST_ID) : null;
      if (changes == 0) {
        assertThat(set.property(LAST_ID)).as("nothing was inserted by %s", write).isNull();
      }
      results.add(new Result(changes, id, rows));
    }
    return new Outcome(null, results);
  }

  private static Outcome failed(Throwable failure) {
    if (failure instanceof MapperFailure) {
      return Outcome.mapperFailed();
    }
    if (failure instanceof SQLiteException e) {
      return Outcome.failed(e.kind(), e.extendedCode());
    }
    throw new AssertionError("neither SQLite's nor the mapper's", failure);
  }
}
