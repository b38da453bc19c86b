// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to go, as people write it: {@code [branch@]point[+n|-n]}, where the point is {@code head},
 * {@code heads}, {@code base}, {@code current}, or the identifier (or a unique beginning) of a
 * revision. With steps alone, {@code +2} or {@code -1}, the point is {@code current}.
 *
 * @param branch the branch to stay on
 * @param point where to start
 * @param steps how many revisions up (or down, when negative) from there
 */
public record Target(Optional<String> branch, Point point, int steps) {

  /**
   * Newest revision of everything, or of every branch; before the first; what the database has; or
   * one by name.
   */
  public sealed interface Point {}

  /** A point with a word of its own. */
  public enum Word implements Point {
    HEAD,
    HEADS,
    BASE,
    CURRENT
  }

  /** A revision by identifier, beginning of one, or branch label. */
  public record Named(String name) implements Point {}

  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:(?<branch>[\\p{L}\\p{N}_.]+)@)?(?<point>[\\p{L}\\p{N}_.]+)?(?<steps>[+-]\\d{1,6})?");

  /** The one head there is. */
  public static final Target HEAD = new Target(Optional.empty(), Word.HEAD, 0);

  /** Every head. */
  public static final Target HEADS = new Target(Optional.empty(), Word.HEADS, 0);

  /** Before the first revision. */
  public static final Target BASE = new Target(Optional.empty(), Word.BASE, 0);

  public Target {
    Objects.requireNonNull(branch);
    Objects.requireNonNull(point);
  }

  /** Reads one target. */
  public static Target parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    boolean matches = matcher.matches();
    String point = matches ? matcher.group("point") : null;
    String steps = matches ? matcher.group("steps") : null;
    if (!matches || (point == null && steps == null)) {
      throw new RevisionException(
          Problem.USAGE,
          "\"%s\" is no target. Write a revision, the beginning of one, head, heads, base, +2, -1, <revision>+2, or <branch>@ and one of these."
              .formatted(text));
    }
    return new Target(
        Optional.ofNullable(matcher.group("branch")),
        point == null ? Word.CURRENT : point(point),
        steps == null ? 0 : Integer.parseInt(steps));
  }

  /** The revision with this identifier, beginning or label. */
  public static Target of(String name) {
    return new Target(Optional.empty(), point(name), 0);
  }

  private static Point point(String text) {
    return switch (text) {
      case "head" -> Word.HEAD;
      case "heads" -> Word.HEADS;
      case "base" -> Word.BASE;
      case "current" -> Word.CURRENT;
      default -> new Named(text);
    };
  }

  /** As people write it. */
  @Override
  public String toString() {
    String word = point instanceof Named named ? named.name() : point.toString().toLowerCase();
    String stepped =
        steps == 0 ? word : (point == Word.CURRENT ? "" : word) + "%+d".formatted(steps);
    return branch.map(label -> label + "@" + stepped).orElse(stepped);
  }
}
