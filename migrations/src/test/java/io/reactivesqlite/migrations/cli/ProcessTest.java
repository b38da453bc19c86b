// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.cli.Cli.Result;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, started by its script. */
class ProcessTest {

  @TempDir Path folder;
  private Path script;
  private Path work;

  @BeforeEach
  void install() throws Exception {
    script = Installation.script(folder);
    work = Files.createDirectories(folder.resolve("my project"));
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command)
        .directory(work.toFile())
        .redirectError(work.resolve("stderr.txt").toFile())
        .start();
  }

  private Result run(String... arguments) throws Exception {
    Process process = start(arguments);
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    return new Result(code, out, Files.readString(work.resolve("stderr.txt")));
  }

  @Test
  void fromInitToDowngradeWithDataOnStdoutAndMessagesOnStderr() throws Exception {
    Result init = run("init");
    assertThat(init.code()).isZero();
    assertThat(init.lines()).containsExactly("sqlite-migrate.ini", "migrations/README.md");

    Result revision = run("revision", "-m", "create account", "--rev-id", "aaa111");
    Path file = Path.of(revision.lines().get(0));
    new Cli(work)
        .fill(file, "create table account (id integer primary key);", "drop table account;");

    Result upgrade = run("upgrade");
    assertThat(upgrade.code()).isZero();
    assertThat(upgrade.out()).isEmpty();
    assertThat(upgrade.err().lines()).hasSize(2);
    assertThat(upgrade.err()).contains("upgrade 1/1  aaa111  create account done in");

    Result current = run("current");
    assertThat(current.out()).isEqualTo("aaa111 (head)\n");
    assertThat(current.err()).isEmpty();

    Result refused = run("downgrade", "base");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("--yes");
    assertThat(run("downgrade", "-1").code()).isZero();
    assertThat(new Cli(work).tables()).isEmpty();
  }

  @Test
  void exitCodesTellKindsOfTroubleApart() throws Exception {
    run("init");
    Cli cli = new Cli(work);
    cli.table("aaa111", "one");
    assertThat(run("current", "--check-heads").code()).isEqualTo(3);
    cli.table("bbb222", "two", "--head", "base");
    Result heads = run("upgrade", "head");
    assertThat(heads.code()).isEqualTo(5);
    assertThat(heads.out()).isEmpty();
    assertThat(run("upgrade", "nothing").code()).isEqualTo(2);
    assertThat(run("nothing").code()).isEqualTo(2);
    cli.write("migrations/versions/broken.sql", "no header");
    Result broken = run("upgrade", "heads");
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.err()).startsWith("Error: ").contains("broken.sql");
  }

  @Test
  void theScriptWorksThroughALink() throws Exception {
    Path link = folder.resolve("on-the-path");
    Files.createSymbolicLink(link, folder.relativize(script));
    script = link;
    Result version = run("--version");
    assertThat(version.code()).isZero();
    assertThat(version.out()).startsWith("sqlite-migrate ");
  }

  @Test
  void twoProcessesAtOnceBothEndWellAndNothingRunsTwice() throws Exception {
    run("init");
    Cli cli = new Cli(work);
    for (int number = 0; number < 10; number++) {
      cli.table("rev" + number, "table" + number);
    }
    List<Process> processes = List.of(start("upgrade", "-q"), start("upgrade", "-q"));
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(cli.tables()).hasSize(10);
    assertThat(cli.query("app.db", "select count(*) from databasechangelog")).containsExactly("10");
  }

  @Test
  void aKilledUpgradeIsCompletedByTheNext() throws Exception {
    run("init");
    Cli cli = new Cli(work);
    for (int number = 0; number < 40; number++) {
      cli.table("rev" + number, "table" + number);
    }
    Process process =
        new ProcessBuilder(script.toString(), "upgrade").directory(work.toFile()).start();
    try (var messages = process.errorReader()) {
      for (int line = 0; line < 5; line++) {
        assertThat(messages.readLine()).contains("upgrade ");
      }
      process.destroyForcibly().waitFor();
    }
    long applied = cli.query("app.db", "select id from databasechangelog").size();
    assertThat(applied).isBetween(4L, 39L);
    assertThat(cli.tables()).hasSize((int) applied);
    assertThat(run("upgrade").code()).isZero();
    assertThat(cli.tables()).hasSize(40);
    assertThat(cli.query("app.db", "pragma integrity_check")).containsExactly("ok");
    assertThat(run("check").code()).isZero();
  }

  @Test
  void aHeldLockHasAnExitCodeOfItsOwnAndNamesItsHolder() throws Exception {
    run("init");
    new Cli(work).table("aaa111", "one");
    Path lockFile = work.resolve("app.db-migration-lock");
    try (var channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = channel.lock(Long.MAX_VALUE - 1, 1, false)) {
      assertThat(held.isValid()).isTrue();
      // Through this channel: closing a second one would drop the lock.
      channel.write(UTF_8.encode("4711\tbuild-host\tanna\t2026-01-01T00:00:00Z"), 0);
      Result result = run("upgrade", "--lock-timeout", "100ms");
      assertThat(result.code()).isEqualTo(4);
      assertThat(result.err()).contains("process 4711 of anna on build-host");
    }
  }
}
