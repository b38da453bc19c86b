// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.sharing;

import io.vertx.sqlclient.impl.command.CommandBase;

/**
 * One of several transactions of users that follow each other on a connection and share one
 * transaction of SQLite's, and so its commit: the first one begins it, each other one is a
 * savepoint.
 *
 * <p>A part is opened by the first of its commands that runs, as one job with it. That saves the
 * way to the lane and back, and no command can run without the part it belongs to.
 *
 * <p>Whoever uses parts sends all of their commands through {@link #with}, one part after the
 * other, and ends the whole with COMMIT, through the first part, or with ROLLBACK.
 */
public final class TransactionPart {

  private final boolean first;

  // Written by the lane's thread.
  private volatile boolean open;
  private volatile boolean mayBeFollowed;
  private volatile long openedAt;

  private TransactionPart(boolean first) {
    this.first = first;
  }

  /** The one that begins the transaction. */
  public static TransactionPart first() {
    return new TransactionPart(true);
  }

  /** One that comes after others, whose work is kept whatever becomes of this one. */
  public static TransactionPart following() {
    return new TransactionPart(false);
  }

  /** A command that belongs to this part. */
  public <R> CommandBase<R> with(CommandBase<R> command) {
    return open ? command : new PartCommand<>(this, command);
  }

  /** The command that undoes this part and leaves those before it as they are. */
  public CommandBase<Void> undo() {
    return new PartCommand<>(this, null);
  }

  public boolean isFirst() {
    return first;
  }

  public boolean isOpen() {
    return open;
  }

  /** When it was opened, by {@link System#nanoTime}; 0 for not yet. */
  public long openedAt() {
    return openedAt;
  }

  /** Whether the schema lets others follow this first part. */
  public boolean mayBeFollowed() {
    return mayBeFollowed;
  }

  /** Tells that it is open. */
  public void opened(boolean mayBeFollowed) {
    this.mayBeFollowed = mayBeFollowed;
    openedAt = System.nanoTime();
    open = true;
  }
}
