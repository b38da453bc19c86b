// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.statements;

import io.reactivesqlite.migrations.liquibase.SQLite;
import java.util.List;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.AlterSequenceStatement;
import liquibase.statement.core.CreateProcedureStatement;
import liquibase.statement.core.CreateSequenceStatement;
import liquibase.statement.core.DropProcedureStatement;
import liquibase.statement.core.DropSequenceStatement;
import liquibase.statement.core.RenameSequenceStatement;

/** What SQLite does not have: refused before anything runs, with what to do instead. */
public final class RefusedGenerators {

  static final String NO_SEQUENCES =
      "SQLite has no sequences. Use autoIncrement on the primary key, or a table with one row that is"
          + " updated";
  static final String NO_PROCEDURES =
      "SQLite has no procedures. Use a trigger (in a <sql> change), or do it in the application";

  private RefusedGenerators() {}

  private abstract static class Refused<T extends SqlStatement> extends SQLiteGenerator<T> {
    private final String reason;

    Refused(String reason) {
      this.reason = reason;
    }

    @Override
    List<String> problems(T statement) {
      return List.of(reason + ". To keep the change for other databases, give it dbms=\"!sqlite\"");
    }

    @Override
    List<String> sql(T statement, SQLite database) {
      throw new io.reactivesqlite.migrations.rebuild.SchemaChangeException(reason + ".");
    }
  }

  /** Refused. */
  public static final class CreateSequence extends Refused<CreateSequenceStatement> {
    public CreateSequence() {
      super(NO_SEQUENCES);
    }
  }

  /** Refused. */
  public static final class AlterSequence extends Refused<AlterSequenceStatement> {
    public AlterSequence() {
      super(NO_SEQUENCES);
    }
  }

  /** Refused. */
  public static final class DropSequence extends Refused<DropSequenceStatement> {
    public DropSequence() {
      super(NO_SEQUENCES);
    }
  }

  /** Refused. */
  public static final class RenameSequence extends Refused<RenameSequenceStatement> {
    public RenameSequence() {
      super(NO_SEQUENCES);
    }
  }

  /** Refused. */
  public static final class CreateProcedure extends Refused<CreateProcedureStatement> {
    public CreateProcedure() {
      super(NO_PROCEDURES);
    }
  }

  /** Refused. */
  public static final class DropProcedure extends Refused<DropProcedureStatement> {
    public DropProcedure() {
      super(NO_PROCEDURES);
    }
  }
}
