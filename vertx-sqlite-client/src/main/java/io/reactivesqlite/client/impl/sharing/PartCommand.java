// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.sharing;

import io.vertx.sqlclient.impl.command.CommandBase;

/** A command that opens the part of a transaction it belongs to, or undoes it. */
public final class PartCommand<R> extends CommandBase<R> {

  private final TransactionPart part;
  private final CommandBase<R> command;

  PartCommand(TransactionPart part, CommandBase<R> command) {
    this.part = part;
    this.command = command;
  }

  public TransactionPart part() {
    return part;
  }

  /**
   * What runs within the part, or commits it with all that followed it; {@code null} where the part
   * is to be undone.
   */
  public CommandBase<R> command() {
    return command;
  }
}
