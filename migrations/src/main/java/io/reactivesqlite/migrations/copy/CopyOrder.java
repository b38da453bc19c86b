// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which no row comes before one that it refers to. Tables that refer to each other in
 * a circle, or to themselves, make a group that can only be filled as a whole.
 *
 * <p>These are the strongly connected parts of the graph of foreign keys, as Tarjan finds them:
 * each part is complete when everything that it refers to is.
 */
final class CopyOrder {

  /**
   * Tables that are filled together.
   *
   * @param tables one, if it is in no circle
   * @param circular the foreign keys among them
   */
  record Group(List<TablePair> tables, List<TargetTable.ForeignKey> circular) {}

  private final Map<String, TablePair> tables = new HashMap<>();
  private final Map<String, Integer> number = new HashMap<>();
  private final Map<String, Integer> lowest = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final List<Group> groups = new ArrayList<>();

  private CopyOrder() {}

  static List<Group> of(List<TablePair> pairs) {
    CopyOrder order = new CopyOrder();
    pairs.forEach(pair -> order.tables.put(pair.target().name(), pair));
    for (TablePair pair : pairs) {
      if (!order.number.containsKey(pair.target().name())) {
        order.visit(pair.target().name());
      }
    }
    return order.groups;
  }

  private void visit(String table) {
    int mine = number.size();
    number.put(table, mine);
    lowest.put(table, mine);
    open.push(table);
    for (TargetTable.ForeignKey key : tables.get(table).target().foreignKeys()) {
      String to = key.to();
      if (!tables.containsKey(to)) {
        continue;
      }
      if (!number.containsKey(to)) {
        visit(to);
        lowest.merge(table, lowest.get(to), Math::min);
      } else if (open.contains(to)) {
        lowest.merge(table, number.get(to), Math::min);
      }
    }
    if (lowest.get(table) == mine) {
      close(table);
    }
  }

  private void close(String first) {
    List<String> names = new ArrayList<>();
    String name;
    do {
      name = open.pop();
      names.add(name);
    } while (!name.equals(first));
    names.sort(null);
    List<TablePair> members = names.stream().map(tables::get).toList();
    groups.add(
        new Group(
            members,
            members.stream()
                .flatMap(member -> member.target().foreignKeys().stream())
                .filter(key -> names.contains(key.to()))
                .toList()));
  }
}
