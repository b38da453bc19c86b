// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The program that SQLite would run for a statement, as EXPLAIN shows it: the statement's own part
 * first, then one part for each trigger and foreign key action. See
 * https://www.sqlite.org/opcode.html.
 */
record Program(List<Instruction> instructions) {

  /** One line of EXPLAIN. */
  record Instruction(long address, String opcode, long p1, long p2, long p3, String p4, long p5) {}

  static Program of(NativeConnection connection, String sql) throws EngineException {
    StatementProfile.Pragma pragma = SqlScanner.pragma(sql);
    if (pragma != null && pragma.actsWhenPrepared()) {
      return new Program(List.of());
    }
    NativeStatement explain;
    try {
      explain =
          new NativeStatement(
              connection, "EXPLAIN " + SqlScanner.withoutLeadingSemicolons(sql), false);
    } catch (EngineException e) {
      throw EngineException.preparing(e.code(), e.getMessage(), sql, e.getCause());
    }
    try {
      List<Instruction> instructions = new ArrayList<>();
      boolean row = explain.start(new Object[explain.parameters().count()]);
      while (row) {
        Object[] cells = explain.row();
        instructions.add(
            new Instruction(
                (Long) cells[0],
                (String) cells[1],
                (Long) cells[2],
                (Long) cells[3],
                (Long) cells[4],
                (String) cells[5],
                (Long) cells[6]));
        row = explain.next();
      }
      return new Program(instructions);
    } finally {
      connection.discard(explain);
    }
  }
}
