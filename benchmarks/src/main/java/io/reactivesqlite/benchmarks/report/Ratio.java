// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.report;

import io.reactivesqlite.benchmarks.Results;
import io.reactivesqlite.benchmarks.Results.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What became of a target: the middle of the rounds' proportions, and their spread.
 *
 * @param measured {@code null} where one of the two gave no numbers
 */
record Ratio(Target target, Summary measured) {

  enum Verdict {
    REACHED("reached"),
    NOT_REACHED("not reached"),
    NOT_MEASURED("not measured");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  static List<Ratio> all(Results results) {
    return Target.all().stream().map(target -> of(target, results)).toList();
  }

  /** Both sides of a proportion come from one round: a slow hour of the machine falls out. */
  static Ratio of(Target target, Results results) {
    List<Double> proportions = new ArrayList<>();
    for (int round : results.values(target.numerator()).keySet()) {
      double ours = results.ofRound(target.numerator(), round).orElseThrow();
      if (target.denominator() == null) {
        proportions.add(ours);
        continue;
      }
      OptionalDouble theirs = results.ofRound(target.denominator(), round);
      if (theirs.isPresent() && theirs.getAsDouble() > 0) {
        proportions.add(ours / theirs.getAsDouble());
      }
    }
    return new Ratio(
        target,
        proportions.isEmpty()
            ? null
            : Results.summary(proportions.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  Verdict verdict() {
    if (measured == null) {
      return Verdict.NOT_MEASURED;
    }
    boolean reached =
        target.atMost() ? measured.median() <= target.bound() : measured.median() >= target.bound();
    return reached ? Verdict.REACHED : Verdict.NOT_REACHED;
  }

  String wanted() {
    String unit = target.denominator() == null ? "" : " ×";
    return (target.atMost() ? "at most " : "at least ") + Numbers.plain(target.bound()) + unit;
  }

  String got() {
    String unit = target.denominator() == null ? "" : " ×";
    return measured == null ? "–" : Numbers.ratio(measured.median()) + unit;
  }

  String spread() {
    return measured == null
        ? ""
        : Numbers.ratio(measured.min()) + " – " + Numbers.ratio(measured.max());
  }
}
