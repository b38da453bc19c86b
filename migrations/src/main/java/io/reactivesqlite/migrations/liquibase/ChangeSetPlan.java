// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import io.reactivesqlite.migrations.rebuild.SchemaChangeException;
import io.reactivesqlite.migrations.rebuild.SqlScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import liquibase.change.AbstractSQLChange;
import liquibase.change.Change;
import liquibase.change.core.DeleteDataChange;
import liquibase.change.core.EmptyChange;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.core.InsertDataChange;
import liquibase.change.core.LoadDataChange;
import liquibase.change.core.OutputChange;
import liquibase.change.core.StopChange;
import liquibase.change.core.TagDatabaseChange;
import liquibase.change.core.UpdateDataChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.changelog.ChangeSet;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.DeleteStatement;
import liquibase.statement.core.InsertStatement;
import liquibase.statement.core.UpdateStatement;
import liquibase.util.StringUtil;

/**
 * What a change set is about to do, which decides how it has to run.
 *
 * @param changesSchema whether tables may be altered: then foreign keys are not enforced while it
 *     runs, and checked before the commit
 * @param outsideOnly whether SQLite can run it only outside of a transaction
 * @param rawSql whether it is nothing but SQL of its author
 */
record ChangeSetPlan(boolean changesSchema, boolean outsideOnly, boolean rawSql) {

  static final ChangeSetPlan CHANGES_SCHEMA = new ChangeSetPlan(true, false, false);

  private static final Set<String> SCHEMA_VERBS = Set.of("CREATE", "ALTER", "DROP");

  /** Pragmas that do nothing, or fail, inside of a transaction. */
  private static final Set<String> OUTSIDE_PRAGMAS =
      Set.of("journal_mode", "foreign_keys", "auto_vacuum", "page_size", "wal_checkpoint");

  /** The plan for all of a change set. */
  static ChangeSetPlan of(ChangeSet changeSet, Change change) {
    return changeSet == null ? of(change) : of(changeSet.getChanges(), changeSet.toString(false));
  }

  static ChangeSetPlan of(Change change) {
    return of(List.of(change), "this change set");
  }

  /** The plan for statements that an author wrote as a rollback. */
  static ChangeSetPlan of(SqlStatement[] statements) {
    List<String> sql = new ArrayList<>();
    boolean other = false;
    boolean schema = false;
    for (SqlStatement statement : statements) {
      Optional<String> raw = RawSql.textOf(statement);
      if (raw.isPresent()) {
        sql.add(raw.get());
      } else {
        other = true;
        schema |=
            !(statement instanceof InsertStatement
                || statement instanceof UpdateStatement
                || statement instanceof DeleteStatement);
      }
    }
    return ofParts(sql, other, schema, "this rollback");
  }

  private static ChangeSetPlan of(List<Change> changes, String name) {
    List<String> sql = new ArrayList<>();
    boolean schema = false;
    boolean other = false;
    for (Change change : changes) {
      if (change instanceof AbstractSQLChange raw) {
        sql.addAll(SqlScript.split(delimited(raw)));
      } else if (!isHarmless(change)) {
        other = true;
        schema |= !isData(change);
      }
    }
    return ofParts(sql, other, schema, name);
  }

  /** The SQL of an author, with semicolons where he has another delimiter. */
  private static String delimited(AbstractSQLChange raw) {
    String sql = raw.getSql() == null ? "" : raw.getSql();
    return raw.getEndDelimiter() == null
        ? sql
        : String.join(
            "\n;\n",
            StringUtil.processMultiLineSQL(
                sql, raw.isStripComments(), raw.isSplitStatements(), raw.getEndDelimiter()));
  }

  private static ChangeSetPlan ofParts(
      List<String> sql, boolean other, boolean schema, String name) {
    List<String> outside = sql.stream().filter(ChangeSetPlan::needsNoTransaction).toList();
    if (!outside.isEmpty() && (other || outside.size() < sql.size())) {
      throw new SchemaChangeException(
          "'"
              + outside.get(0)
              + "' cannot run in the transaction of "
              + name
              + ". Move it into a change set of its own, which then runs without one.");
    }
    boolean changes = schema || sql.stream().map(SqlScript::verb).anyMatch(SCHEMA_VERBS::contains);
    return new ChangeSetPlan(changes, !outside.isEmpty(), !other);
  }

  private static boolean needsNoTransaction(String statement) {
    return switch (SqlScript.verb(statement)) {
      case "VACUUM", "DETACH", "BEGIN", "COMMIT", "END", "ROLLBACK" -> true;
      case "PRAGMA" -> {
        List<String> words = Arrays.asList(SqlScript.normalized(statement).split(" "));
        yield words.stream().anyMatch(OUTSIDE_PRAGMAS::contains)
            && (words.contains("=") || words.contains("(") || words.contains("wal_checkpoint"));
      }
      default -> false;
    };
  }

  private static boolean isHarmless(Change change) {
    return change instanceof EmptyChange
        || change instanceof OutputChange
        || change instanceof StopChange
        || change instanceof ExecuteShellCommandChange;
  }

  private static boolean isData(Change change) {
    return change instanceof InsertDataChange
        || change instanceof UpdateDataChange
        || change instanceof DeleteDataChange
        || change instanceof LoadDataChange
        || change instanceof TagDatabaseChange
        || change instanceof CustomChangeWrapper;
  }
}
