// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.ChildJvm;
import io.reactivesqlite.migrations.Seeds;
import io.reactivesqlite.migrations.revisions.NewRevision.Content;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process is killed while it downgrades; the next downgrade does the rest, and nothing is
 * undone twice. The moments: {@link Seeds}.
 */
class KilledDowngradeTest {

  private static final int REVISIONS = 12;

  @TempDir Path folder;

  /** The process that is killed: says which revision it is about to undo. */
  static final class Downgrade {
    public static void main(String[] args) {
      new Workspace(Path.of(args[0]))
          .revisions(Duration.ofMinutes(1))
          .downgrade(
              Target.BASE,
              new Progress() {
                @Override
                public void running(Plan plan, int number, Revision revision) {
                  System.out.println("UNDO " + revision.id());
                }
              });
    }
  }

  @Test
  void theNextDowngradeUndoesTheRest() throws Exception {
    Workspace workspace = new Workspace(folder);
    workspace.execute("create table journal (id text)");
    workspace.execute("create table undone (id text unique)");
    workspace.execute(
        "create table p (id integer primary key autoincrement, name text collate nocase)");
    workspace.execute("insert into p (name) values ('a'), ('b'), ('c')");
    for (int i = 0; i < REVISIONS; i++) {
      workspace.writer.create(
          NewRevision.named("step " + i)
              .withId("rev" + i)
              .with(
                  new Content(
                      """
                      insert into journal values ('rev%1$d');
                      alter table p add column x%1$d text check (x%1$d <> '');
                      create table t%1$d (a integer);"""
                          .formatted(i),
                      Optional.of(
                          """
                          drop table t%1$d;
                          alter table p drop column x%1$d;
                          delete from journal where id = 'rev%1$d';
                          insert into undone values ('rev%1$d');"""
                              .formatted(i)))));
    }
    Revisions revisions = workspace.revisions();
    List<String> start = workspace.schema();

    Seeds.each(
        5,
        seed -> {
          Random random = new Random(seed);
          workspace.execute("delete from undone");
          revisions.upgrade(Target.HEAD, Progress.SILENT);
          assertConsistent(workspace);

          ChildJvm child = ChildJvm.start(Downgrade.class, folder.toString());
          child.await("UNDO rev" + (REVISIONS - 1 - random.nextInt(REVISIONS - 2)));
          child.process().waitFor(random.nextInt(20_000), TimeUnit.MICROSECONDS);
          child.kill();
          assertConsistent(workspace);

          revisions.downgrade(Target.BASE, Progress.SILENT);
          assertConsistent(workspace);
          assertThat(workspace.history()).isEmpty();
          assertThat(workspace.schema()).isEqualTo(start);
        });
  }

  /** Tables, columns, journal and history tell the same story, whoever was killed when. */
  private static void assertConsistent(Workspace workspace) {
    List<String> history = workspace.history();
    assertThat(workspace.query("select id from journal order by rowid")).isEqualTo(history);
    assertThat(workspace.query("select id from undone")).hasSize(REVISIONS - history.size());
    assertThat(
            workspace.query(
                "select name from sqlite_schema where name like 't%' and type = 'table'"))
        .hasSameSizeAs(history);
    assertThat(
            workspace.query(
                "select name from pragma_table_info('p') where name like 'x%' order by cid"))
        .isEqualTo(IntStream.range(0, history.size()).mapToObj(i -> "x" + i).toList());
    assertThat(workspace.query("select group_concat(name) from p")).containsExactly("a,b,c");
    assertThat(workspace.query("pragma integrity_check")).containsExactly("ok");
  }
}
