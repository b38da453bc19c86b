// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.options;

import java.util.Collection;
import java.util.Locale;

/** Guesses which name was meant by a mistyped one. */
final class Suggestion {

  private Suggestion() {}

  /** {@code "; did you mean …?"}, or nothing where no name is near. */
  static String forName(String mistyped, Collection<String> names) {
    String closest = null;
    int least = Integer.MAX_VALUE;
    for (String name : names) {
      int distance = distance(letters(mistyped), letters(name));
      if (distance < least) {
        least = distance;
        closest = name;
      }
    }
    boolean near = closest != null && least <= Math.max(1, letters(closest).length() / 3);
    return near ? "; did you mean " + closest + "?" : "";
  }

  /** Camel case, snake case and kebab case of a name are the same name. */
  private static String letters(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** How many letters must be put in, taken out or changed. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
