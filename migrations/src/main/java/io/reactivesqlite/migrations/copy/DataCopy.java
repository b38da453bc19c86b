// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import io.reactivesqlite.migrations.copy.CopyException.Problem;
import io.reactivesqlite.migrations.copy.CopyOrder.Group;
import io.reactivesqlite.migrations.copy.Journal.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Moves all rows of a SQLite database into another database that has the same tables, and compares
 * both when it is done.
 *
 * <p>The source is read in one transaction, so it is seen as it is in one moment, whoever writes
 * meanwhile. Rows arrive in the order of foreign keys, in batches, each in a transaction that also
 * writes down how far the copy is. So a process that dies loses its last batch only, and {@link
 * #run} called again goes on from there; no row comes twice. Tables that refer to each other in a
 * circle, or to themselves, are one transaction, begun again as a whole.
 *
 * <p>It blocks, and uses both connections for itself until a method returns; opening and closing
 * them is the caller's. They are given back with the autocommit mode they had.
 */
public final class DataCopy {

  private final Connection source;
  private final Connection target;
  private final CopyOptions options;

  /**
   * A copy from SQLite.
   *
   * @param source a connection to a SQLite database, in autocommit mode
   * @param target a connection to another database; its current schema is filled. PostgreSQL is
   *     tested
   */
  public DataCopy(Connection source, Connection target, CopyOptions options) {
    this.source = Objects.requireNonNull(source);
    this.target = Objects.requireNonNull(target);
    this.options = Objects.requireNonNull(options);
  }

  /** What {@link #run} would do. Nothing is written, and no value is looked at. */
  public CopyPlan plan() {
    return onSnapshot(engine -> Preparation.of(source, engine, options).plan(source));
  }

  /**
   * Reads every value and tells what the target could not take: the first row of each column, and
   * how many there are. Nothing is written. What only the target can know, such as its unique keys,
   * is not found.
   */
  public List<CopyProblem> check(CopyProgress progress) {
    return onSnapshot(
        engine -> {
          List<CopyProblem> problems = new ArrayList<>();
          for (TablePair pair : Preparation.of(source, engine, options).pairs()) {
            problems.addAll(new ValueCheck(source, pair).problems());
            progress.checked(pair.source().name(), pair.source().count(source));
          }
          return problems;
        });
  }

  /**
   * Copies, or goes on where an earlier run ended, and compares.
   *
   * @throws CopyException when it did not end well; see its problem
   */
  public CopyReport run(CopyProgress progress) {
    return onSnapshot(engine -> run(engine, progress));
  }

  private CopyReport run(Engine engine, CopyProgress progress) throws SQLException {
    Preparation prepared = Preparation.of(source, engine, options);
    Journal journal = new Journal(engine);
    begin(engine, journal, prepared);
    target.commit();
    Map<String, State> begun = journal.read();
    Map<String, Duration> took = new HashMap<>();
    TableCopy copy = new TableCopy(source, engine, journal, options, progress);
    for (Group group : prepared.groups()) {
      long start = System.nanoTime();
      copy(engine, copy, group, begun);
      Duration each = Duration.ofNanos(System.nanoTime() - start).dividedBy(group.tables().size());
      group.tables().forEach(pair -> took.put(pair.target().name(), each));
    }
    countOn(engine, prepared);
    List<String> notes = new ArrayList<>(prepared.notes());
    List<CopyReport.Table> tables = compare(engine, prepared, begun, took, notes, progress);
    journal.end();
    target.commit();
    return new CopyReport(tables, notes);
  }

  private void begin(Engine engine, Journal journal, Preparation prepared) throws SQLException {
    boolean exists = journal.exists();
    // Where DDL ends a transaction, a process that died may have left it without entries.
    Set<String> begun = exists ? journal.read().keySet() : Set.of();
    Set<String> wanted = new TreeSet<>();
    prepared.pairs().forEach(pair -> wanted.add(pair.target().name()));
    if (begun.isEmpty() || options.replace()) {
      if (options.replace()) {
        empty(engine, prepared);
      } else {
        refuseRows(engine, prepared);
      }
      if (!exists) {
        journal.create();
      }
      journal.begin(prepared.pairs());
    } else if (!begun.equals(wanted)) {
      throw new CopyException(
          Problem.MISFIT,
          "The target has an unfinished copy of other tables (%s). Finish it with the same tables, or begin again with \"replace\"."
              .formatted(String.join(", ", begun)));
    }
  }

  private static void empty(Engine engine, Preparation prepared) throws SQLException {
    if (!prepared.referrers().isEmpty()) {
      // Emptying would fail there, or, with ON DELETE CASCADE, take their rows along.
      throw new CopyException(
          Problem.MISFIT,
          "The tables to be emptied are referred to by %s, which would not be filled again. Copy these too, or empty the target yourself; nothing was written."
              .formatted(String.join(", ", prepared.referrers())));
    }
    engine.empty(prepared.groups());
  }

  private void refuseRows(Engine engine, Preparation prepared) throws SQLException {
    List<String> filled = new ArrayList<>();
    for (TablePair pair : prepared.pairs()) {
      if (engine.hasRows(pair)) {
        filled.add(pair.target().name());
      }
    }
    if (!filled.isEmpty()) {
      throw new CopyException(
          Problem.NOT_EMPTY,
          "The target has rows already, in %s. Empty these tables, exclude them, or say \"replace\"; nothing was written."
              .formatted(String.join(", ", filled)));
    }
  }

  private void copy(Engine engine, TableCopy copy, Group group, Map<String, State> begun)
      throws SQLException {
    boolean circular = !group.circular().isEmpty();
    if (circular && begun.get(group.tables().get(0).target().name()).complete()) {
      return;
    }
    if (circular) {
      engine.defer(group);
    }
    for (TablePair pair : group.tables()) {
      State state = begun.get(pair.target().name());
      // Without a rowid there is no place to go on from.
      boolean inBatches = !circular && pair.source().rowid().isPresent();
      if (!state.complete()) {
        copy.run(pair, state, inBatches);
      }
    }
    if (circular) {
      checkDeferred(engine, group);
    }
    target.commit();
  }

  private void checkDeferred(Engine engine, Group group) throws SQLException {
    try {
      engine.checkDeferred(group);
    } catch (SQLException failure) {
      target.rollback();
      throw CopyException.failed(
          String.join(", ", group.tables().stream().map(pair -> pair.source().name()).toList()),
          failure);
    }
  }

  private void countOn(Engine engine, Preparation prepared) throws SQLException {
    for (TablePair pair : prepared.pairs()) {
      engine.countOn(pair, pair.source().lastGiven(source));
    }
    Map<String, Long> steps = engine.sequences();
    for (Map.Entry<String, SourceTable> counter : prepared.sequences().entrySet()) {
      SourceTable table = counter.getValue();
      var next = SourceTable.number(source, table.select(table.columns(), false));
      if (next.isPresent()) {
        // Hibernate takes a value for the end of a block as well as for its beginning.
        engine.continueSequence(counter.getKey(), next.get() + steps.get(counter.getKey()) - 1);
      }
    }
    target.commit();
  }

  private List<CopyReport.Table> compare(
      Engine engine,
      Preparation prepared,
      Map<String, State> begun,
      Map<String, Duration> took,
      List<String> notes,
      CopyProgress progress)
      throws SQLException {
    Comparison comparison = new Comparison(source, engine);
    List<CopyReport.Table> tables = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    for (TablePair pair : prepared.pairs()) {
      Comparison.Result result = comparison.compare(pair);
      notes.addAll(result.notes());
      String name = pair.target().name();
      if (result.difference().isEmpty()) {
        progress.verified(pair.source().name(), result.rows());
      } else {
        differences.add(result.difference());
      }
      tables.add(
          new CopyReport.Table(
              pair.source().name(),
              name,
              result.rows(),
              begun.get(name).rows(),
              result.checksum(),
              took.get(name)));
    }
    if (!differences.isEmpty()) {
      throw new CopyException(
          Problem.DIFFERENT,
          "The target is not equal to the source:\n  %s\nDid somebody write to one of them since the copy began? Begin again with \"replace\"."
              .formatted(String.join("\n  ", differences)));
    }
    return tables;
  }

  private interface Work<T> {
    T on(Engine engine) throws SQLException;
  }

  private <T> T onSnapshot(Work<T> work) {
    try {
      boolean autoCommit = target.getAutoCommit();
      if (!source.getAutoCommit()) {
        throw new CopyException(
            Problem.MISFIT,
            "The source has a transaction open. Commit it and set autocommit first.");
      }
      try (Statement statement = source.createStatement()) {
        statement.execute("begin deferred");
        try {
          // Reading fixes the moment.
          statement.executeQuery("select 1 from sqlite_schema").close();
          target.setAutoCommit(false);
          return work.on(Engine.of(target));
        } finally {
          statement.execute("rollback");
        }
      } finally {
        if (!target.isClosed()) {
          target.rollback();
          target.setAutoCommit(autoCommit);
        }
      }
    } catch (SQLException failure) {
      throw CopyException.failed("The copy stopped", failure);
    }
  }
}
