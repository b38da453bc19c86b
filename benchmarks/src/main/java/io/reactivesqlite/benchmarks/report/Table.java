// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table, to be written as text or as Markdown. */
final class Table {

  private final String title;
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String title, List<String> header) {
    this.title = title;
    this.header = header;
  }

  void add(List<String> row) {
    rows.add(row);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  String title() {
    return title;
  }

  String text() {
    int[] widths = new int[header.size()];
    List<List<String>> lines = new ArrayList<>(rows);
    lines.add(0, header);
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder(title).append('\n');
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder("  ");
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - line.get(i).length());
        row.append(i == 0 ? line.get(i) + padding : padding + line.get(i)).append("  ");
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    line(text, header);
    text.append('|').append("---|").append("---:|".repeat(header.size() - 1)).append('\n');
    rows.forEach(row -> line(text, row));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
