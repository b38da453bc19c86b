// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteAction;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.SQLiteOperation;
import io.reactivesqlite.client.SQLiteStatementPolicy;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.StatementAccess;
import io.reactivesqlite.client.scheduling.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a policy before a statement runs, and remembers the answers. */
final class PolicyGuard {

  private static final int LIMIT = 4096;

  private final SQLiteStatementPolicy policy;
  private final Database database;

  /** What the policy has said on one connection; an empty answer allows. */
  private static final class Answers {
    private final Map<String, Optional<String>> refusals = new HashMap<>();
    private long epoch;
  }

  private PolicyGuard(SQLiteStatementPolicy policy, Database database) {
    this.policy = policy;
    this.database = database;
  }

  /** The guard of a policy; {@code null} for no policy. */
  static PolicyGuard of(SQLiteStatementPolicy policy, Database database) {
    return policy == null ? null : new PolicyGuard(policy, database);
  }

  static void check(PolicyGuard guard, NativeConnection connection, String sql)
      throws EngineException {
    String refusal = refusal(guard, connection, sql);
    if (refusal != null) {
      throw SQLiteException.of(SQLiteErrorKind.PERMISSION, refusal, sql);
    }
  }

  /** Asks about what is no statement. */
  static void check(PolicyGuard guard, List<SQLiteAction> actions) {
    String refusal = guard == null ? null : guard.refusal(actions);
    if (refusal != null) {
      throw SQLiteException.of(SQLiteErrorKind.PERMISSION, refusal, null);
    }
  }

  /** Why the statement may not run; {@code null} where it may. */
  static String refusal(PolicyGuard guard, NativeConnection connection, String sql)
      throws EngineException {
    return guard == null ? null : guard.refusal(connection, sql);
  }

  private String refusal(NativeConnection connection, String sql) throws EngineException {
    // Of each connection its own answers: a temporary table gives the same text another meaning.
    Answers answers = connection.attachment(this, Answers::new);
    // Before asking: should the schema change meanwhile, the answer counts as old.
    long epoch = database.schemaEpoch();
    if (answers.epoch != epoch || answers.refusals.size() >= LIMIT) {
      answers.epoch = epoch;
      answers.refusals.clear();
    }
    Optional<String> refusal = answers.refusals.get(sql);
    if (refusal == null) {
      refusal = Optional.ofNullable(refusal(actionsOf(connection, sql)));
      answers.refusals.put(sql, refusal);
    }
    return refusal.orElse(null);
  }

  private static List<SQLiteAction> actionsOf(NativeConnection connection, String sql)
      throws EngineException {
    return StatementAccess.of(connection, sql).actions().stream()
        .map(a -> new SQLiteAction(SQLiteOperation.valueOf(a.operation().name()), a.name()))
        .toList();
  }

  private String refusal(List<SQLiteAction> actions) {
    for (SQLiteAction action : actions) {
      String what = action.operation() + (action.name().isEmpty() ? "" : " " + action.name());
      try {
        if (!policy.allows(action)) {
          return "The statement policy does not allow " + what;
        }
      } catch (RuntimeException e) {
        return "The statement policy failed when it was asked for " + what + ": " + e;
      }
    }
    return null;
  }
}
