// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** A verb. */
abstract class MigrateCommand implements Callable<Integer> {

  @ParentCommand private SqliteMigrate root;

  @Override
  public final Integer call() throws Exception {
    return run(root.context());
  }

  /** Does it and gives the exit code. */
  abstract int run(Context context) throws Exception;
}
