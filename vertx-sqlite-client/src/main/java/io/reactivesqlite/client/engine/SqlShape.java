// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import io.reactivesqlite.client.engine.SqlTokens.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * An SQL text without what differs from one execution to the next: literals are {@code ?}, a list
 * after IN of values alone is {@code IN (?)}, comments are gone, and blanks are where this class
 * puts them. What stands in double quotes is a name, as SQL says, and stays.
 *
 * @param text the text; of a very long one its beginning
 * @param hadLiterals whether the original has values in it
 */
public record SqlShape(String text, boolean hadLiterals) {

  private static final int LONGEST = 4_000;
  private static final String VALUE = "?";

  /** A piece of the text; a value is a literal or a parameter. */
  private record Piece(String text, boolean value, boolean gluedToLast) {}

  /** The shape of a statement. */
  public static SqlShape of(String sql) {
    Reader reader = new Reader(sql);
    List<Piece> pieces = withoutLists(reader.pieces());
    StringBuilder shape = new StringBuilder();
    String last = "";
    for (Piece piece : pieces) {
      if (!last.isEmpty() && !piece.gluedToLast() && isApart(last, piece.text())) {
        shape.append(' ');
      }
      shape.append(piece.text());
      last = piece.text();
      if (shape.length() > LONGEST) {
        shape.append('…');
        break;
      }
    }
    return new SqlShape(shape.toString(), reader.hadLiterals);
  }

  private static boolean isApart(String last, String next) {
    return !last.equals("(")
        && !last.equals(".")
        && !next.equals(")")
        && !next.equals(",")
        && !next.equals(".");
  }

  /** {@code IN (?, ?2, :c)} as {@code IN (?)}. */
  private static List<Piece> withoutLists(List<Piece> pieces) {
    List<Piece> shorter = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      shorter.add(pieces.get(i));
      int end = pieces.get(i).text().equalsIgnoreCase("IN") ? endOfList(pieces, i + 1) : -1;
      if (end > 0) {
        shorter.add(pieces.get(i + 1));
        shorter.add(new Piece(VALUE, true, false));
        shorter.add(pieces.get(end));
        i = end;
      }
    }
    return shorter;
  }

  /** Where the parenthesis closes that opens there, if there are only values within, or -1. */
  private static int endOfList(List<Piece> pieces, int open) {
    if (open >= pieces.size() || !pieces.get(open).text().equals("(")) {
      return -1;
    }
    for (int i = open + 1; i + 1 < pieces.size() && pieces.get(i).value(); i += 2) {
      String next = pieces.get(i + 1).text();
      if (next.equals(")")) {
        return i + 1;
      }
      if (!next.equals(",")) {
        return -1;
      }
    }
    return -1;
  }

  /** Cuts the text into pieces. */
  private static final class Reader {
    private final String sql;
    private final SqlTokens tokens;
    private final List<Piece> pieces = new ArrayList<>();
    private boolean hadLiterals;

    Reader(String sql) {
      this.sql = sql;
      this.tokens = new SqlTokens(sql, 0);
    }

    List<Piece> pieces() {
      int lastEnd = -1;
      Kind last = Kind.END;
      for (Kind kind = tokens.next(); kind != Kind.END; kind = tokens.next()) {
        boolean adjacent = tokens.start() == lastEnd;
        switch (kind) {
          case SEMICOLON -> {}
          case NUMBER -> number(adjacent);
          case ILLEGAL -> literal();
          case QUOTED -> {
            if (isName(sql.charAt(tokens.start()))) {
              name(adjacent && last == Kind.WORD);
            } else {
              literal();
            }
          }
          case VARIABLE -> pieces.add(new Piece(tokens.text(), true, false));
          // Operators of several characters, such as ||, come one by one; so does a call.
          case OPERATOR -> pieces.add(new Piece(tokens.text(), false, adjacent && last == kind));
          case OPEN -> pieces.add(new Piece("(", false, adjacent && last == Kind.WORD));
          default -> pieces.add(new Piece(tokens.text(), false, false));
        }
        lastEnd = tokens.end();
        last = kind;
      }
      return pieces;
    }

    private static boolean isName(char quote) {
      return quote == '"' || quote == '`' || quote == '[';
    }

    private void name(boolean glued) {
      pieces.add(new Piece(tokens.text(), false, glued));
    }

    private void literal() {
      hadLiterals = true;
      pieces.add(new Piece(VALUE, true, false));
    }

    /** With its sign and point; and {@code 1e-5}, which comes as three tokens, is one number. */
    private void number(boolean adjacent) {
      if (adjacent && !pieces.isEmpty() && pieces.get(pieces.size() - 1).text().equals(".")) {
        pieces.remove(pieces.size() - 1);
      }
      int size = pieces.size();
      boolean exponent =
          adjacent
              && size > 1
              && isSign(pieces.get(size - 1))
              && pieces.get(size - 2).value()
              && tokens.start() > 1
              && "eE".indexOf(sql.charAt(tokens.start() - 2)) >= 0;
      if (exponent) {
        pieces.remove(size - 1);
        return;
      }
      if (size > 0 && isSign(pieces.get(size - 1)) && beginsValue(size - 2)) {
        pieces.remove(size - 1);
      }
      literal();
    }

    private static boolean isSign(Piece piece) {
      return piece.text().equals("-") || piece.text().equals("+");
    }

    /** Whether what comes after that piece is a value and no second operand. */
    private boolean beginsValue(int before) {
      if (before < 0) {
        return true;
      }
      Piece piece = pieces.get(before);
      String text = piece.text();
      return !piece.value() && text.length() < 3 && "(,=<>!|*/%&".indexOf(text.charAt(0)) >= 0;
    }
  }
}
