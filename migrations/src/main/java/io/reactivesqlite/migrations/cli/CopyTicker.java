// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.copy.CopyProgress;

/** Tells each table as it is copied; a large one every tenth of it. */
final class CopyTicker implements CopyProgress {

  private static final int PARTS = 10;

  private final Context context;
  private long told;

  CopyTicker(Context context) {
    this.context = context;
  }

  @Override
  public void started(String table, long found, long rows) {
    told = rows == 0 ? 0 : found * PARTS / rows;
    if (found > 0) {
      context.say("%s goes on behind %d of %d".formatted(table, found, rows));
    }
  }

  @Override
  public void copied(String table, long done, long rows) {
    long parts = rows == 0 ? PARTS : done * PARTS / rows;
    if (parts > told && done < rows) {
      told = parts;
      context.say("copy %s  %d of %d".formatted(context.style().revision(table), done, rows));
    }
  }

  @Override
  public void finished(String table, long rows) {
    tell("copy", table, rows, "done");
  }

  @Override
  public void verified(String table, long rows) {
    tell("compare", table, rows, "equal");
  }

  @Override
  public void checked(String table, long rows) {
    tell("check", table, rows, "done");
  }

  private void tell(String verb, String table, long rows, String outcome) {
    context.say(
        "%s %s  %s %s"
            .formatted(
                verb,
                context.style().revision(table),
                CopyCommand.rows(rows),
                context.style().good(outcome)));
  }
}
