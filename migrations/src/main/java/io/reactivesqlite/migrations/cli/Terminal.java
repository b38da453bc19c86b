// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What surrounds a run of the command; a program that calls it inside itself gives its own.
 *
 * @param out where data goes
 * @param err where messages go
 * @param in where answers come from
 * @param interactive whether a person sits there to be asked
 * @param environment variables
 * @param folder where relative paths of flags and variables begin
 */
public record Terminal(
    PrintStream out,
    PrintStream err,
    BufferedReader in,
    boolean interactive,
    Map<String, String> environment,
    Path folder) {

  /** The process's own. */
  public static Terminal ofProcess() {
    return new Terminal(
        System.out,
        System.err,
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        System.console() != null,
        System.getenv(),
        Path.of("").toAbsolutePath());
  }
}
