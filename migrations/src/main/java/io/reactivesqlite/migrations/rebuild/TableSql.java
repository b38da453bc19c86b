// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A {@code CREATE TABLE} that knows where its parts stand. Every edit replaces only the text it is
 * about and returns a new object: comments, spelling and all clauses beside it stay as they were.
 */
public final class TableSql {

  private final String sql;
  private final Token name;
  private final List<ColumnSql> columns;
  private final List<Clause> constraints;
  private final boolean strict;
  private final boolean withoutRowid;

  TableSql(
      String sql,
      Token name,
      List<ColumnSql> columns,
      List<Clause> constraints,
      boolean strict,
      boolean withoutRowid) {
    this.sql = sql;
    this.name = name;
    this.columns = List.copyOf(columns);
    this.constraints = List.copyOf(constraints);
    this.strict = strict;
    this.withoutRowid = withoutRowid;
  }

  /** Reads a {@code CREATE TABLE} statement. */
  public static TableSql parse(String createTable) {
    return new TableParser(createTable).parse();
  }

  public String sql() {
    return sql;
  }

  public String name() {
    return name.name();
  }

  public List<ColumnSql> columns() {
    return columns;
  }

  /** The constraints that stand on their own, not at a column. */
  public List<Clause> constraints() {
    return constraints;
  }

  public boolean strict() {
    return strict;
  }

  public boolean withoutRowid() {
    return withoutRowid;
  }

  /** The clauses of all columns and of the table, in the order of the text. */
  public Stream<Clause> clauses() {
    return Stream.concat(columns.stream().flatMap(c -> c.clauses().stream()), constraints.stream());
  }

  /** The clauses of a kind. */
  public List<Clause> clauses(Clause.Kind kind) {
    return clauses().filter(c -> c.kind() == kind).toList();
  }

  /** The primary key, wherever it is declared. */
  public Optional<Clause> primaryKey() {
    return clauses().filter(c -> c.kind() == Clause.Kind.PRIMARY_KEY).findFirst();
  }

  public boolean autoincrement() {
    return primaryKey().map(Clause::text).filter(t -> words(t, "AUTOINCREMENT")).isPresent();
  }

  /** The column that is another name of the rowid, if there is one. */
  public Optional<String> rowidColumn() {
    if (withoutRowid) {
      return Optional.empty();
    }
    return primaryKey()
        .filter(pk -> pk.columns().size() == 1)
        .filter(pk -> column(pk.columns().get(0)).type().equalsIgnoreCase("INTEGER"))
        .filter(pk -> !(isOfColumn(pk) && pk.has("DESC")))
        .map(pk -> pk.columns().get(0));
  }

  public boolean hasColumn(String column) {
    return columns.stream().anyMatch(c -> Names.same(c.name(), column));
  }

  /** The column of a name; an error that lists the columns when there is none. */
  public ColumnSql column(String column) {
    return columns.stream()
        .filter(c -> Names.same(c.name(), column))
        .findFirst()
        .orElseThrow(
            () ->
                new SchemaChangeException(
                    "Table '"
                        + name()
                        + "' has no column '"
                        + column
                        + "'; it has "
                        + columns.stream().map(ColumnSql::name).toList()
                        + "."));
  }

  /** The clause with a constraint name. */
  public Optional<Clause> constraint(String constraintName) {
    return clauses()
        .filter(c -> c.name() != null && Names.same(c.name(), constraintName))
        .findFirst();
  }

  // ---- edits ----

  /** Gives the table another name; references to itself stay as they are. */
  public TableSql withName(String newName) {
    return splice(name.start(), name.end(), Names.quote(newName));
  }

  /** Adds a column behind the one at {@code position - 1}; 0 puts it first. */
  public TableSql addColumn(String definition, int position) {
    return position == 0
        ? splice(columns.get(0).start(), columns.get(0).start(), definition + ", ")
        : insert(columns.get(position - 1).end(), ", " + definition);
  }

  /** Adds a column behind the others. */
  public TableSql addColumn(String definition) {
    return addColumn(definition, columns.size());
  }

  /** Removes a column with its own clauses; constraints of the table are not touched. */
  public TableSql dropColumn(String column) {
    if (columns.size() == 1) {
      throw new SchemaChangeException(
          "Column '"
              + column
              + "' is the only one of table '"
              + name()
              + "'; drop the table instead.");
    }
    ColumnSql dropped = column(column);
    int index = columns.indexOf(dropped);
    return index == 0
        ? splice(dropped.start(), columns.get(1).start(), "")
        : withoutElement(columns.get(index - 1).end(), dropped.start(), dropped.end());
  }

  public TableSql withType(String column, String type) {
    ColumnSql edited = column(column);
    return splice(edited.nameEnd(), edited.typeEnd(), " " + type);
  }

  /** Sets the default to what stands behind {@code DEFAULT}; null takes the default away. */
  public TableSql withDefault(String column, String value) {
    ColumnSql edited = column(column);
    Optional<Clause> old = edited.clause(Clause.Kind.DEFAULT);
    if (value == null) {
      return old.map(this::without).orElse(this);
    }
    return old.map(c -> splice(c.start(), c.end(), "DEFAULT " + value))
        .orElseGet(() -> insert(edited.typeEnd(), " DEFAULT " + value));
  }

  /** Adds a clause at the end of a column. */
  public TableSql withColumnClause(String column, String clause) {
    return insert(column(column).end(), " " + clause);
  }

  /** Adds a clause right behind the type of a column. */
  public TableSql withFirstColumnClause(String column, String clause) {
    return insert(column(column).typeEnd(), " " + clause);
  }

  /** Adds a constraint behind the columns and the other constraints. */
  public TableSql withConstraint(String constraint) {
    int end =
        constraints.isEmpty()
            ? columns.get(columns.size() - 1).end()
            : constraints.get(constraints.size() - 1).end();
    return insert(end, ", " + constraint);
  }

  /** Removes a clause of this table. */
  public TableSql without(Clause clause) {
    if (isOfColumn(clause)) {
      int before = clause.start();
      while (sql.charAt(before - 1) <= ' ') {
        before--;
      }
      // Whatever stands before it may end in a line comment, whose line has to stay closed.
      return sql.substring(before, clause.start()).indexOf('\n') >= 0
          ? splice(clause.start(), clause.end(), "")
          : splice(before, clause.end(), "");
    }
    int index = constraints.indexOf(clause);
    int before =
        index == 0 ? columns.get(columns.size() - 1).end() : constraints.get(index - 1).end();
    return withoutElement(before, clause.start(), clause.end());
  }

  /** Removes an element and the comma before it, but no comment that stands between the two. */
  private TableSql withoutElement(int endOfPrevious, int start, int end) {
    String between = sql.substring(endOfPrevious, start);
    int comma =
        SqlLexer.tokens(between).stream()
            .filter(t -> t.isSymbol(','))
            .findFirst()
            .map(Token::start)
            .orElse(-1);
    String kept = comma < 0 ? between : between.substring(0, comma) + between.substring(comma + 1);
    return splice(endOfPrevious, end, kept.isBlank() ? "" : kept);
  }

  /** Removes every clause that matches, of the columns and of the table. */
  public TableSql withoutAll(Predicate<Clause> doomed) {
    Optional<Clause> last = clauses().filter(doomed).reduce((first, second) -> second);
    return last.map(clause -> without(clause).withoutAll(doomed)).orElse(this);
  }

  /** Removes every constraint of the table, not of its columns, that matches. */
  public TableSql withoutConstraints(Predicate<Clause> doomed) {
    Optional<Clause> first = constraints.stream().filter(doomed).findFirst();
    return first.map(clause -> without(clause).withoutConstraints(doomed)).orElse(this);
  }

  /** Names of the columns that are stored as they were given: neither generated nor hidden. */
  public List<String> plainColumns() {
    return columns.stream()
        .filter(c -> !c.has(Clause.Kind.GENERATED))
        .map(ColumnSql::name)
        .toList();
  }

  /** Whether a clause stands at a column, not on its own. */
  public boolean isOfColumn(Clause clause) {
    return !constraints.contains(clause);
  }

  private static boolean words(String text, String keyword) {
    return SqlLexer.tokens(text).stream().anyMatch(t -> t.is(keyword));
  }

  private TableSql insert(int offset, String text) {
    return splice(offset, offset, text);
  }

  private TableSql splice(int start, int end, String replacement) {
    List<String> parts = new ArrayList<>();
    parts.add(sql.substring(0, start));
    parts.add(replacement);
    parts.add(sql.substring(end));
    return parse(String.join("", parts));
  }

  @Override
  public String toString() {
    return sql;
  }
}
