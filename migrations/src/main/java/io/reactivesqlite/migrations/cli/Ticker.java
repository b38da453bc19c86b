// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.Plan;
import io.reactivesqlite.migrations.revisions.Plan.Direction;
import io.reactivesqlite.migrations.revisions.Progress;
import io.reactivesqlite.migrations.revisions.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells each revision as it runs, and its time when it is done. */
final class Ticker implements Progress {

  private final Context context;
  private final List<Map<String, Object>> steps = new ArrayList<>();
  private Duration total = Duration.ZERO;
  private boolean open;

  Ticker(Context context) {
    this.context = context;
  }

  @Override
  public void waitingForLock(String holder) {
    context.say("Waiting for another migration of this database: " + holder);
  }

  @Override
  public void running(Plan plan, int number, Revision revision) {
    String verb = plan.direction() == Direction.UPGRADE ? "upgrade" : "downgrade";
    context.begin(
        "%s %d/%d  %s%s "
            .formatted(
                verb,
                number,
                plan.steps().size(),
                context.style().revision(revision.id()),
                revision.message().isEmpty() ? "" : "  " + revision.message()));
    open = true;
  }

  @Override
  public void done(Plan plan, int number, Revision revision, Duration took) {
    total = total.plus(took);
    open = false;
    context.say(context.style().good("done") + " in " + took.toMillis() + " ms");
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("id", revision.id());
    step.put("message", revision.message());
    step.put("millis", took.toMillis());
    steps.add(step);
  }

  /** Ends a line that a failure left open. */
  void failed() {
    if (open) {
      context.say(context.style().bad("failed"));
    }
  }

  List<Map<String, Object>> steps() {
    return steps;
  }

  long totalMillis() {
    return total.toMillis();
  }
}
