// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.ArrayList;
import java.util.List;

/** Puts SQL that comes in pieces, cut anywhere, together to statements. */
public final class SqlFeed {

  private final StringBuilder pending = new StringBuilder();

  /** Takes the next piece; gives the statements that are whole now. */
  public List<String> add(String piece) {
    pending.append(piece);
    if (piece.indexOf(';') < 0) {
      return List.of();
    }
    String text = pending.toString();
    List<String> statements = new ArrayList<>();
    int from = 0;
    int end;
    while ((end = SqlScanner.endIfComplete(text, from)) >= 0) {
      statements.add(text.substring(from, end));
      from = end;
    }
    pending.delete(0, from);
    return statements;
  }

  /** What is left at the end, or {@code null}: a last statement needs no semicolon. */
  public String end() {
    String rest = pending.toString();
    pending.setLength(0);
    return SqlScanner.isBlank(rest, 0) ? null : rest;
  }
}
