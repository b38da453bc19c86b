// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import io.reactivesqlite.migrations.copy.CopyException.Problem;
import io.reactivesqlite.migrations.copy.CopyOrder.Group;
import io.reactivesqlite.migrations.rebuild.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which table goes where, and in which order.
 *
 * @param groups what is filled together, in order
 * @param sequences tables of the source that stand for a sequence of the target, by the sequence
 * @param referrers tables of the target that are not filled but refer to one that is
 * @param leftOut what is not copied, and why
 * @param notes what is worth knowing
 */
record Preparation(
    List<Group> groups,
    Map<String, SourceTable> sequences,
    Set<String> referrers,
    Map<String, String> leftOut,
    List<String> notes) {

  private static final Set<String> LIQUIBASE = Set.of("databasechangelog", "databasechangeloglock");

  /** Finds each table's place, or says of all together what has none. */
  static Preparation of(Connection source, Engine engine, CopyOptions options) throws SQLException {
    Map<String, String> leftOut = new TreeMap<>();
    List<TargetTable> targets = TargetTable.read(engine.target);
    Map<String, Long> counters = engine.sequences();
    Map<String, SourceTable> sequences = new LinkedHashMap<>();
    List<TablePair> pairs = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<SourceTable> all = SourceTable.read(source, leftOut);
    requireMatches(options, all, problems);
    for (SourceTable table : all) {
      Optional<String> reason = reasonToLeaveOut(table, options);
      if (reason.isPresent()) {
        leftOut.put(table.name(), reason.get());
        continue;
      }
      List<TargetTable> found = named(targets, table.name());
      Optional<String> counter =
          counters.keySet().stream()
              .filter(name -> Names.same(name, table.name()) && table.columns().size() == 1)
              .findFirst();
      if (found.size() == 1) {
        pairs.add(TablePair.of(table, found.get(0), options, problems));
      } else if (found.isEmpty() && counter.isPresent()) {
        sequences.put(counter.get(), table);
      } else {
        problems.add(
            found.isEmpty()
                ? "the target has no table " + table.name()
                : "the target has several tables " + table.name() + " that differ in case only");
      }
    }
    List<Group> groups = CopyOrder.of(pairs);
    for (Group group : groups) {
      if (!group.circular().isEmpty() && !engine.canDefer()) {
        problems.add(
            "%s is a foreign key in a circle, and with this database it cannot wait until all rows are there"
                .formatted(group.circular().get(0).name()));
      }
    }
    if (!problems.isEmpty()) {
      throw new CopyException(
          Problem.MISFIT,
          "The target does not fit:\n  %s\nUpgrade it to the revision of the source first, or exclude tables; nothing was written."
              .formatted(String.join("\n  ", problems)));
    }
    for (TablePair pair : pairs) {
      for (String trigger : engine.insertTriggers(pair)) {
        notes.add(
            "The target runs its trigger %s for each row that comes into %s."
                .formatted(trigger, pair.target().name()));
      }
    }
    return new Preparation(groups, sequences, referrers(targets, pairs), leftOut, notes);
  }

  private static Set<String> referrers(List<TargetTable> targets, List<TablePair> pairs) {
    Set<String> filled =
        pairs.stream().map(pair -> pair.target().name()).collect(Collectors.toSet());
    return targets.stream()
        .filter(table -> !filled.contains(table.name()))
        .filter(table -> table.foreignKeys().stream().anyMatch(key -> filled.contains(key.to())))
        .map(TargetTable::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<String> reasonToLeaveOut(SourceTable table, CopyOptions options) {
    if (LIQUIBASE.contains(Names.fold(table.name()))) {
      return Optional.of("the target has its own history of migrations");
    }
    boolean wanted = options.include().isEmpty() || matches(options.include(), table.name());
    return wanted && !matches(options.exclude(), table.name())
        ? Optional.empty()
        : Optional.of("the options exclude it");
  }

  /** A pattern that fits nothing is a slip of the pen. */
  private static void requireMatches(
      CopyOptions options, List<SourceTable> tables, List<String> problems) {
    Stream.concat(options.include().stream(), options.exclude().stream())
        .filter(pattern -> tables.stream().noneMatch(t -> matches(List.of(pattern), t.name())))
        .forEach(pattern -> problems.add("the source has no table " + pattern));
  }

  private static boolean matches(List<String> patterns, String table) {
    return patterns.stream()
        .map(pattern -> "\\Q" + pattern.toLowerCase(Locale.ROOT).replace("*", "\\E.*\\Q") + "\\E")
        .anyMatch(regex -> Pattern.matches(regex, table.toLowerCase(Locale.ROOT)));
  }

  /** The one that is written alike, else those that differ in case. */
  private static List<TargetTable> named(List<TargetTable> tables, String name) {
    List<TargetTable> alike = tables.stream().filter(table -> table.name().equals(name)).toList();
    return alike.isEmpty()
        ? tables.stream().filter(table -> Names.same(table.name(), name)).toList()
        : alike;
  }

  List<TablePair> pairs() {
    return groups.stream().flatMap(group -> group.tables().stream()).toList();
  }

  CopyPlan plan(Connection source) throws SQLException {
    List<CopyPlan.Table> tables = new ArrayList<>();
    for (int group = 0; group < groups.size(); group++) {
      for (TablePair pair : groups.get(group).tables()) {
        tables.add(
            new CopyPlan.Table(
                pair.source().name(),
                pair.target().name(),
                pair.source().count(source),
                pair.described(),
                group + 1));
      }
    }
    return new CopyPlan(tables, leftOut, notes);
  }
}
