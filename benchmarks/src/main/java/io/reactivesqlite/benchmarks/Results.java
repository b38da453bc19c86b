// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import io.reactivesqlite.benchmarks.measuring.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** All numbers of a run by round, and what failed. */
public final class Results {

  /** A competitor that gave no numbers. */
  public record Failure(Load load, Competitor competitor, int round, String reason) {}

  /** The middle of all numbers of a cell, and its smallest and greatest. */
  public record Summary(double median, double min, double max) {}

  private final Map<Cell, Map<Integer, List<Double>>> values = new LinkedHashMap<>();
  private final List<Failure> failures = new ArrayList<>();

  public void add(Load load, Competitor competitor, int round, Measurement measurement) {
    Cell cell =
        new Cell(
            load, competitor, measurement.inFlight(), measurement.variant(), measurement.metric());
    values
        .computeIfAbsent(cell, c -> new LinkedHashMap<>())
        .computeIfAbsent(round, r -> new ArrayList<>())
        .add(measurement.value());
  }

  public void fail(Failure failure) {
    failures.add(failure);
  }

  public List<Cell> cells() {
    return List.copyOf(values.keySet());
  }

  public List<Failure> failures() {
    return List.copyOf(failures);
  }

  /** By round, in the order of measuring. */
  public Map<Integer, List<Double>> values(Cell cell) {
    return values.getOrDefault(cell, Map.of());
  }

  /** Over all rounds and iterations; {@code null} where nothing was measured. */
  public Summary summary(Cell cell) {
    double[] all =
        values(cell).values().stream()
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    return all.length == 0 ? null : new Summary(median(all), all[0], all[all.length - 1]);
  }

  /** The middle of one round's numbers. */
  public OptionalDouble ofRound(Cell cell, int round) {
    List<Double> numbers = values(cell).get(round);
    return numbers == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            median(numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
  }

  /** The middle of sorted numbers. */
  public static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** Summarises any numbers. */
  public static Summary summary(double... numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return new Summary(median(sorted), sorted[0], sorted[sorted.length - 1]);
  }
}
