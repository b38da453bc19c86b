// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.revisions.NewRevision.Content;
import java.util.Optional;

/**
 * The whole text of a new revision: its header and one change set that stock Liquibase runs as
 * well.
 */
final class RevisionText {

  private RevisionText() {}

  static String write(
      Format format, Revision revision, RevisionLayout layout, Optional<Content> content) {
    String header = RevisionHeader.write(format, revision);
    return switch (format) {
      case SQL -> sql(header, revision, layout, content);
      case YAML -> yaml(header, revision, layout, content);
      case XML -> xml(header, revision, layout, content);
    };
  }

  /** Changes that do nothing: what a merge needs. */
  static Content nothing(Format format) {
    return switch (format) {
      case SQL -> new Content("select 1;", Optional.of("empty"));
      case YAML -> new Content("- empty: {}", Optional.of("- empty: {}"));
      case XML -> new Content("<empty/>", Optional.of("<empty/>"));
    };
  }

  private static String sql(
      String header, Revision revision, RevisionLayout layout, Optional<Content> content) {
    StringBuilder text = new StringBuilder();
    text.append("--liquibase formatted sql logicalFilePath:")
        .append(layout.logicalFilePath())
        .append("\n\n")
        .append(header)
        .append("\n--changeset ")
        .append(layout.author())
        .append(':')
        .append(revision.id())
        .append('\n');
    if (!revision.message().isEmpty()) {
      text.append("--comment: ").append(revision.message()).append('\n');
    }
    text.append('\n');
    if (content.isEmpty()) {
      return text.append("-- Write the statements of the upgrade here.\n\n")
          .append("-- And what undoes them, each line after --rollback:\n")
          .append("--rollback \n")
          .toString();
    }
    text.append(content.get().upgrade().strip()).append('\n');
    content
        .get()
        .downgrade()
        .ifPresent(
            downgrade -> {
              text.append('\n');
              downgrade
                  .strip()
                  .lines()
                  .filter(line -> !line.isBlank())
                  .forEach(line -> text.append("--rollback ").append(line).append('\n'));
            });
    return text.toString();
  }

  private static String yaml(
      String header, Revision revision, RevisionLayout layout, Optional<Content> content) {
    StringBuilder text = new StringBuilder(header);
    text.append("\ndatabaseChangeLog:\n")
        .append("  - logicalFilePath: ")
        .append(quoted(layout.logicalFilePath()))
        .append("\n  - changeSet:\n      id: ")
        .append(quoted(revision.id()))
        .append("\n      author: ")
        .append(quoted(layout.author()))
        .append('\n');
    if (!revision.message().isEmpty()) {
      text.append("      comment: ").append(quoted(revision.message())).append('\n');
    }
    if (content.isEmpty()) {
      return text.append(
              "      # Write the upgrade here; \"rollback\" where Liquibase cannot find it by itself.\n")
          .append("      changes: []\n")
          .toString();
    }
    text.append("      changes:\n").append(indented(content.get().upgrade(), 8));
    content
        .get()
        .downgrade()
        .ifPresent(downgrade -> text.append("      rollback:\n").append(indented(downgrade, 8)));
    return text.toString();
  }

  private static String xml(
      String header, Revision revision, RevisionLayout layout, Optional<Content> content) {
    StringBuilder text = new StringBuilder();
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .append(header)
        .append("<databaseChangeLog logicalFilePath=\"")
        .append(escaped(layout.logicalFilePath()))
        .append("\"\n    xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\"\n")
        .append("    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n")
        .append("    xsi:schemaLocation=\"http://www.liquibase.org/xml/ns/dbchangelog")
        .append(" http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd\">\n")
        .append("  <changeSet id=\"")
        .append(escaped(revision.id()))
        .append("\" author=\"")
        .append(escaped(layout.author()))
        .append("\">\n");
    if (!revision.message().isEmpty()) {
      text.append("    <comment>").append(escaped(revision.message())).append("</comment>\n");
    }
    if (content.isEmpty()) {
      text.append(
          "    <!-- Write the upgrade here; a rollback where Liquibase cannot find it by itself. -->\n");
    } else {
      text.append(indented(content.get().upgrade(), 4));
      content
          .get()
          .downgrade()
          .ifPresent(
              downgrade ->
                  text.append("    <rollback>\n")
                      .append(indented(downgrade, 6))
                      .append("    </rollback>\n"));
    }
    return text.append("  </changeSet>\n</databaseChangeLog>\n").toString();
  }

  private static String indented(String text, int spaces) {
    return text.strip().indent(spaces);
  }

  /** A YAML scalar in double quotes. */
  static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
