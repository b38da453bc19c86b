// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of new files: {@code {rev} {slug} {year} {month} {day} {hour} {minute} {second} {epoch}},
 * slashes for folders.
 */
final class FileTemplate {

  private static final Pattern TOKEN = Pattern.compile("\\{([^}]*)}");
  private static final int LONGEST_SLUG = 40;

  private FileTemplate() {}

  static String fill(String template, String id, String message, OffsetDateTime date) {
    Map<String, String> tokens = new TreeMap<>();
    tokens.put("rev", id);
    tokens.put("slug", slug(message));
    tokens.put("year", "%04d".formatted(date.getYear()));
    tokens.put("month", "%02d".formatted(date.getMonthValue()));
    tokens.put("day", "%02d".formatted(date.getDayOfMonth()));
    tokens.put("hour", "%02d".formatted(date.getHour()));
    tokens.put("minute", "%02d".formatted(date.getMinute()));
    tokens.put("second", "%02d".formatted(date.getSecond()));
    tokens.put("epoch", Long.toString(date.toEpochSecond()));
    if (!template.contains("{rev}")) {
      throw new RevisionException(
          Problem.USAGE,
          "File template \"%s\" has no {rev}, so two files could get one name."
              .formatted(template));
    }
    return TOKEN
        .matcher(template)
        .replaceAll(token -> Matcher.quoteReplacement(value(tokens, token.group(1), template)))
        .replaceAll("_+$", "");
  }

  private static String value(Map<String, String> tokens, String token, String template) {
    String value = tokens.get(token);
    if (value == null) {
      throw new RevisionException(
          Problem.USAGE,
          "File template \"%s\" has {%s}; it can have %s."
              .formatted(template, token, tokens.keySet()));
    }
    return value;
  }

  // Letters and digits that every file system and shell takes.
  private static String slug(String message) {
    String plain =
        Normalizer.normalize(message, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    if (plain.length() <= LONGEST_SLUG) {
      return plain;
    }
    int word = plain.lastIndexOf('_', LONGEST_SLUG);
    return plain.substring(0, word > 0 ? word : LONGEST_SLUG);
  }
}
