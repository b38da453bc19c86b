// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import static io.reactivesqlite.migrations.liquibase.Situation.NO_PRIMARY_KEY;
import static io.reactivesqlite.migrations.liquibase.Situation.WITHOUT_ROWID;

import java.util.List;

/** Every change of Liquibase that alters a table, as something to try in every situation. */
final class TableChanges {

  private static final String LAST_COLUMN = "extra2 TEXT,";

  private TableChanges() {}

  static List<TriedChange> all() {
    return List.of(
        addColumn("plain", "<column name=\"z\" type=\"varchar(20)\"/>", "z VARCHAR(20)"),
        addColumn(
            "with default and not null",
            "<column name=\"z\" type=\"int\" defaultValueNumeric=\"3\"><constraints"
                + " nullable=\"false\"/></column>",
            "z INTEGER DEFAULT 3 NOT NULL"),
        addColumn(
            "unique",
            "<column name=\"z\" type=\"int\"><constraints unique=\"true\""
                + " uniqueConstraintName=\"uz\"/></column>",
            "z INTEGER CONSTRAINT uz UNIQUE"),
        addColumn(
            "with a reference",
            "<column name=\"z\" type=\"int\"><constraints foreignKeyName=\"fz\""
                + " references=\"lookup(id)\" deleteCascade=\"true\"/></column>",
            "z INTEGER CONSTRAINT fz REFERENCES lookup (id) ON DELETE CASCADE"),
        addColumn(
            "with a computed default",
            "<column name=\"z\" type=\"text\" defaultValueComputed=\"(lower('Z'))\"/>",
            "z TEXT DEFAULT (lower('Z'))"),
        TriedChange.of(
                "addColumn behind another",
                "<addColumn tableName=\"${T}\"><column name=\"z\" type=\"text\""
                    + " afterColumn=\"n\"/></addColumn>")
            .edits("n INTEGER, m", "n INTEGER, z TEXT, m"),
        TriedChange.of(
                "addColumn twice",
                "<addColumn tableName=\"${T}\"><column name=\"y\" type=\"text\"/><column name=\"z\""
                    + " type=\"int\"><constraints unique=\"true\"/></column></addColumn>")
            .edits(LAST_COLUMN, "extra2 TEXT, y TEXT, z INTEGER UNIQUE,"),
        TriedChange.of(
                "addColumn with a check",
                "<addColumn tableName=\"${T}\"><column name=\"z\" type=\"int\"><constraints"
                    + " checkConstraint=\"z > 1\"/></column></addColumn>")
            .edits(LAST_COLUMN, "extra2 TEXT, z INTEGER,")
            .edits("INITIALLY DEFERRED )", "INITIALLY DEFERRED, CHECK (z > 1))"),
        TriedChange.of("dropColumn", "<dropColumn tableName=\"${T}\" columnName=\"extra2\"/>")
            .undoneBy(
                "<addColumn tableName=\"${T}\"><column name=\"extra2\" type=\"text\"/></addColumn>")
            .edits(", extra2 TEXT", "")
            .loses("extra2"),
        TriedChange.of(
                "dropColumn twice",
                "<dropColumn tableName=\"${T}\"><column name=\"extra\"/><column"
                    + " name=\"extra2\"/></dropColumn>")
            .undoneBy(
                "<addColumn tableName=\"${T}\"><column name=\"extra\" type=\"real\"/><column"
                    + " name=\"extra2\" type=\"text\"/></addColumn>")
            .edits(", extra REAL, extra2 TEXT", "")
            .loses("extra", "extra2"),
        TriedChange.of(
                "dropColumn that others need",
                "<dropColumn tableName=\"${T}\" columnName=\"${B}\"/>")
            .undoneBy("<empty/>")
            .refusedIn(situation -> true, "still used by"),
        TriedChange.of(
                "modifyDataType",
                "<modifyDataType tableName=\"${T}\" columnName=\"m\" newDataType=\"int\"/>"
                    + "<modifyDataType tableName=\"${T}\" columnName=\"extra2\""
                    + " newDataType=\"blob\"/>")
            .undoneBy(
                "<modifyDataType tableName=\"${T}\" columnName=\"extra2\" newDataType=\"text\"/>")
            .edits("extra2 TEXT", "extra2 BLOB"),
        TriedChange.of(
                "renameColumn",
                "<renameColumn tableName=\"${T}\" oldColumnName=\"${A}\" newColumnName=\"new"
                    + " name\"/>")
            .changingDependents(),
        TriedChange.of(
                "addDefaultValue",
                "<addDefaultValue tableName=\"${T}\" columnName=\"m\" columnDataType=\"int\""
                    + " defaultValueNumeric=\"42\"/>")
            .edits("m INTEGER,", "m INTEGER DEFAULT 42,"),
        TriedChange.of(
                "dropDefaultValue", "<dropDefaultValue tableName=\"${T}\" columnName=\"${B}\"/>")
            .undoneBy(
                "<addDefaultValue tableName=\"${T}\" columnName=\"${B}\""
                    + " defaultValueNumeric=\"5\"/>")
            .edits("INTEGER DEFAULT 5 NOT NULL", "INTEGER NOT NULL"),
        TriedChange.of(
                "addNotNullConstraint",
                "<addNotNullConstraint tableName=\"${T}\" columnName=\"${A}\""
                    + " columnDataType=\"text\" defaultNullValue=\"none\"/>")
            .undoneBy(
                "<dropNotNullConstraint tableName=\"${T}\" columnName=\"${A}\"/>"
                    + "<update tableName=\"${T}\"><column name=\"${A}\" value=\"NULL\"/><where>id ="
                    + " 9</where></update>")
            .edits("COLLATE NOCASE", "COLLATE NOCASE NOT NULL")
            .loses("${A}", "g2"),
        TriedChange.of(
                "addNotNullConstraint with a name",
                "<addNotNullConstraint tableName=\"${T}\" columnName=\"m\""
                    + " columnDataType=\"integer\" constraintName=\"nn\"/>")
            .edits("m INTEGER,", "m INTEGER CONSTRAINT nn NOT NULL,"),
        TriedChange.of(
                "dropNotNullConstraint",
                "<dropNotNullConstraint tableName=\"${T}\" columnName=\"${B}\"/>")
            .edits("DEFAULT 5 NOT NULL", "DEFAULT 5"),
        TriedChange.of(
                "addUniqueConstraint",
                "<addUniqueConstraint tableName=\"${T}\" columnNames=\"m, ${A}\""
                    + " constraintName=\"uq_m\"/>")
            .edits("INITIALLY DEFERRED )", "INITIALLY DEFERRED, CONSTRAINT uq_m UNIQUE (m, ${A}))"),
        TriedChange.of(
                "dropUniqueConstraint",
                "<dropUniqueConstraint tableName=\"${T}\" constraintName=\"uq_ab\"/>")
            .undoneBy(
                "<sql>SELECT 1</sql><addUniqueConstraint tableName=\"${T}\""
                    + " columnNames=\"${A}, ${B}\" constraintName=\"uq_ab\"/>")
            .edits("CONSTRAINT uq_ab UNIQUE (${A}, ${B}),", ""),
        TriedChange.of(
                "addForeignKeyConstraint",
                "<addForeignKeyConstraint baseTableName=\"${T}\" baseColumnNames=\"m\""
                    + " constraintName=\"fk_m\" referencedTableName=\"other\""
                    + " referencedColumnNames=\"id\" onDelete=\"SET NULL\" deferrable=\"true\"/>")
            .refusedIn(situation -> situation != Situation.EMPTY, "Foreign keys would be broken")
            .edits(
                "INITIALLY DEFERRED )",
                "INITIALLY DEFERRED, CONSTRAINT fk_m FOREIGN KEY (m) REFERENCES other (id) ON DELETE"
                    + " SET NULL DEFERRABLE)"),
        TriedChange.of(
                "addForeignKeyConstraint that rows keep",
                "<addForeignKeyConstraint baseTableName=\"${T}\" baseColumnNames=\"n\""
                    + " constraintName=\"fk_2\" referencedTableName=\"lookup\""
                    + " referencedColumnNames=\"id\"/>")
            .edits(
                "INITIALLY DEFERRED )",
                "INITIALLY DEFERRED, CONSTRAINT fk_2 FOREIGN KEY (n) REFERENCES lookup (id))"),
        TriedChange.of(
                "dropForeignKeyConstraint",
                "<dropForeignKeyConstraint baseTableName=\"${T}\" constraintName=\"fk_n\"/>")
            .undoneBy(
                "<addForeignKeyConstraint baseTableName=\"${T}\" baseColumnNames=\"n\""
                    + " constraintName=\"fk_n\" referencedTableName=\"lookup\""
                    + " referencedColumnNames=\"id\" onUpdate=\"CASCADE\" deferrable=\"true\""
                    + " initiallyDeferred=\"true\"/>")
            .edits(
                ", CONSTRAINT fk_n FOREIGN KEY (n) REFERENCES lookup (id) ON UPDATE CASCADE"
                    + " DEFERRABLE INITIALLY DEFERRED",
                ""),
        TriedChange.of(
                "addPrimaryKey",
                "<addPrimaryKey tableName=\"${T}\" columnNames=\"id\" constraintName=\"pk\"/>")
            .refusedIn(s -> s != NO_PRIMARY_KEY, "already has a primary key")
            .edits("INITIALLY DEFERRED )", "INITIALLY DEFERRED, CONSTRAINT pk PRIMARY KEY (id))"),
        TriedChange.of("dropPrimaryKey", "<dropPrimaryKey tableName=\"${T}\"/>")
            .undoneBy("<empty/>")
            .refusedIn(
                s ->
                    s == WITHOUT_ROWID
                        || s == NO_PRIMARY_KEY
                        || s.isParent()
                        || s.is(Situation.SELF_REFERENCE),
                "")
            .edits("id INTEGER PRIMARY KEY AUTOINCREMENT", "id INTEGER")
            .edits("id INTEGER PRIMARY KEY", "id INTEGER"),
        TriedChange.of(
                "addAutoIncrement",
                "<addAutoIncrement tableName=\"${T}\" columnName=\"id\" columnDataType=\"bigint\""
                    + " startWith=\"500\"/>")
            .undoneBy("<empty/>")
            .refusedIn(s -> s == WITHOUT_ROWID, "WITHOUT ROWID"),
        TriedChange.of(
                "dropAllForeignKeyConstraints",
                "<dropAllForeignKeyConstraints baseTableName=\"${T}\"/>")
            .undoneBy("<empty/>"),
        TriedChange.of(
                "mergeColumns",
                "<mergeColumns tableName=\"${T}\" column1Name=\"extra\" column2Name=\"extra2\""
                    + " joinString=\"-\" finalColumnName=\"both\" finalColumnType=\"text\"/>")
            .undoneBy(
                "<dropColumn tableName=\"${T}\" columnName=\"both\"/><addColumn"
                    + " tableName=\"${T}\"><column name=\"extra\" type=\"real\"/><column"
                    + " name=\"extra2\" type=\"text\"/></addColumn>")
            .edits(", extra REAL, extra2 TEXT", ", both TEXT")
            .loses("extra", "extra2"));
  }

  private static TriedChange addColumn(String how, String column, String definition) {
    return TriedChange.of(
            "addColumn " + how, "<addColumn tableName=\"${T}\">" + column + "</addColumn>")
        .edits(LAST_COLUMN, "extra2 TEXT, " + definition + ",");
  }
}
