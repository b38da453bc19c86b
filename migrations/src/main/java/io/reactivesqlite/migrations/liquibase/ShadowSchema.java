// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import io.reactivesqlite.migrations.rebuild.Schema;
import io.reactivesqlite.migrations.rebuild.SchemaChangeException;
import io.reactivesqlite.migrations.rebuild.SqlScript;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import liquibase.exception.UnexpectedLiquibaseException;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.ExecutablePreparedStatement;
import liquibase.statement.SqlStatement;

/**
 * An empty copy of the schema in memory. While a command only writes SQL, each change is made here,
 * so that the next one is planned against the schema it will meet.
 */
public final class ShadowSchema implements AutoCloseable {

  private static final Set<String> WORTH_APPLYING = Set.of("CREATE", "ALTER", "DROP", "PRAGMA");

  private final SQLite database;
  private final Connection connection;

  private ShadowSchema(SQLite database, Connection connection) {
    this.database = database;
    this.connection = connection;
  }

  /** A copy of a schema; of nothing when there is no database. */
  static ShadowSchema of(SQLite database, Connection original) {
    try {
      Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:");
      if (original != null) {
        for (Schema.Entry entry : Schema.read(original).own()) {
          // The tables behind a virtual table come into being with it.
          if (!entry.is("table") || !Schema.read(memory).has("table", entry.name())) {
            ChangeSetTransaction.execute(memory, entry.sql());
          }
        }
      }
      return new ShadowSchema(database, memory);
    } catch (SQLException e) {
      throw new UnexpectedLiquibaseException(e);
    }
  }

  /** The schema as the changes so far have left it. */
  public Schema schema() {
    try {
      return Schema.read(connection);
    } catch (SQLException e) {
      throw new UnexpectedLiquibaseException(e);
    }
  }

  Connection connection() {
    return connection;
  }

  /** The SQL of a statement as it is planned against the schema before it. */
  List<String> sqlOf(SqlStatement statement) {
    if (statement instanceof ExecutablePreparedStatement
        || !SqlGeneratorFactory.getInstance().supports(statement, database)) {
      return List.of();
    }
    Sql[] sql = SqlGeneratorFactory.getInstance().generateSql(statement, database);
    return Arrays.stream(sql).map(Sql::toSql).toList();
  }

  /** Makes the changes of schema among these statements. */
  public void apply(List<String> sql) {
    for (String statement : sql) {
      if (WORTH_APPLYING.contains(SqlScript.verb(statement))) {
        try {
          ChangeSetTransaction.execute(connection, statement);
        } catch (SQLException e) {
          throw new SchemaChangeException(
              "This statement would fail: " + e.getMessage() + " [SQL: " + statement + "]", e);
        }
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
