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
    if (guard != null) {
      guard.check(connection, sql);
    }
  }

  private void check(NativeConnection connection, String sql) throws EngineException {
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
      refusal = Optional.ofNullable(refusal(StatementAccess.of(connection, sql)));
      answers.refusals.put(sql, refusal);
    }
    if (refusal.isPresent()) {
      throw SQLiteException.of(SQLiteErrorKind.PERMISSION, refusal.get(), sql);
    }
  }

  private String refusal(StatementAccess access) {
    for (StatementAccess.Action action : access.actions()) {
      SQLiteOperation operation = SQLiteOperation.valueOf(action.operation().name());
      String what = operation + (action.name().isEmpty() ? "" : " " + action.name());
      try {
        if (!policy.allows(new SQLiteAction(operation, action.name()))) {
          return "The statement policy does not allow " + what;
        }
      } catch (RuntimeException e) {
        return "The statement policy failed when it was asked for " + what + ": " + e;
      }
    }
    return null;
  }
}
