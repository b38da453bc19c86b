// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import static io.reactivesqlite.migrations.revisions.RevisionGraphTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RevisionFilesTest {

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = new Workspace(folder);
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(workspace.versions.resolve(name), text);
  }

  private RevisionGraph read() {
    return RevisionDirectory.read(workspace.layout.locations()).graph();
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void whatIsWrittenIsReadAgain(Format format) {
    workspace.table("first", "one");
    workspace.table("other", "two", Target.BASE);
    NewRevision wanted =
        new NewRevision(
            "with  an\nodd message: a, b",
            Optional.of("abc123"),
            List.of(Target.of("first")),
            false,
            List.of("other"),
            Set.of("label"),
            format,
            Optional.empty(),
            Optional.empty());
    Revision written = workspace.writer.create(wanted).revision();
    Revision read = read().resolve("abc123");
    assertThat(read).isEqualTo(written);
    assertThat(read.message()).isEqualTo("with an odd message: a, b");
    assertThat(read.downRevisions()).containsExactly("first");
    assertThat(read.dependsOn()).containsExactly("other");
    assertThat(read.branchLabels()).containsExactly("label");
    assertThat(read.date().orElseThrow().toInstant()).isEqualTo("2026-03-01T12:30:00Z");
  }

  @Test
  void theFileIsNamedByTheTemplate() {
    assertThat(workspace.table("abc123", "Größe").onDisk().orElseThrow().getFileName())
        .hasToString("20260301_123000_abc123_create_gro_e.sql");
  }

  @Test
  void aTemplateMayNameFoldersAndTheTimeZoneCounts() {
    RevisionLayout layout =
        new RevisionLayout(
            workspace.layout.locations(),
            "{year}/{month}/{hour}-{rev}",
            ZoneId.of("Asia/Tokyo"),
            "revisions",
            "me",
            Optional.empty());
    RevisionFile file =
        new RevisionWriter(
                layout, Clock.fixed(Instant.parse("2026-12-31T20:00:00Z"), ZoneOffset.UTC))
            .create(NewRevision.named("late").withId("abc123"));
    assertThat(file.onDisk()).contains(workspace.versions.resolve("2027/01/05-abc123.sql"));
    assertThat(file.revision().date().orElseThrow()).hasToString("2027-01-01T05:00+09:00");
  }

  @Test
  void aTemplateThatCannotWorkIsRefused() {
    for (String template : List.of("{slug}", "{rev}_{week}")) {
      RevisionLayout layout =
          new RevisionLayout(
              workspace.layout.locations(), template, ZoneOffset.UTC, "r", "me", Optional.empty());
      assertProblem(
          () -> new RevisionWriter(layout).create(NewRevision.named("x")), Problem.USAGE, template);
    }
  }

  @Test
  void severalLocationsMakeOneGraph() throws Exception {
    Path second = Files.createDirectories(folder.resolve("plugin"));
    RevisionLayout both = RevisionLayout.of(workspace.versions, second);
    workspace.table("aaa1", "one");
    NewRevision wanted =
        new NewRevision(
            "of the plugin",
            Optional.of("plug1"),
            List.of(Target.BASE),
            false,
            List.of("aaa1"),
            Set.of("plugin"),
            Format.SQL,
            Optional.of(second),
            Optional.empty());
    RevisionFile file = new RevisionWriter(both).create(wanted);
    assertThat(file.onDisk().orElseThrow()).hasParent(second);
    assertThat(Graphs.ids(RevisionDirectory.read(both.locations()).graph().revisions()))
        .containsExactly("aaa1", "plug1");
    assertProblem(
        () -> workspace.writer.create(wanted), Problem.USAGE, "plugin", "no version location");
  }

  @Test
  void revisionsAreReadFromAJarOnTheClassPath() throws Exception {
    Path sql = workspace.table("aaa1", "one").onDisk().orElseThrow();
    Path jar = folder.resolve("app.jar");
    try (var zip = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      Files.createDirectories(zip.getPath("db/migrations"));
      Files.copy(sql, zip.getPath("db/migrations/a.sql"));
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      RevisionDirectory directory = RevisionDirectory.read(loader, List.of("db/migrations"));
      new Revisions(directory, workspace.target(), RevisionSettings.DEFAULT)
          .upgrade(Target.HEAD, Progress.SILENT);
      assertThat(workspace.history()).containsExactly("aaa1");
      assertProblem(
          () -> RevisionDirectory.read(loader, List.of("db/other")),
          Problem.BROKEN_FILES,
          "db/other");
    }
  }

  @Test
  void aRevisionOnTopOfAnOlderOneNeedsSplice() {
    workspace.table("aaa1", "one");
    workspace.table("bbb2", "two");
    assertProblem(
        () -> workspace.table("ccc3", "three", Target.of("aaa1")),
        Problem.USAGE,
        "aaa1",
        "bbb2",
        "--splice");
    NewRevision spliced = NewRevision.named("x").withId("ccc3").following(Target.of("aaa1"));
    workspace.writer.create(
        new NewRevision(
            "x",
            spliced.id(),
            spliced.heads(),
            true,
            List.of(),
            Set.of(),
            Format.SQL,
            Optional.empty(),
            Optional.empty()));
    assertThat(Graphs.ids(read().heads())).containsExactly("bbb2", "ccc3");
  }

  @Test
  void withSeveralHeadsANewRevisionAsksForOne() {
    workspace.table("aaa1", "one");
    workspace.table("bbb2", "two", Target.BASE);
    assertProblem(() -> workspace.table("ccc3", "x"), Problem.SEVERAL_HEADS, "aaa1", "bbb2");
  }

  @Test
  void aTakenIdentifierIsRefusedAndNothingIsWritten() throws Exception {
    workspace.table("aaa1", "one");
    assertProblem(() -> workspace.table("aaa1", "two"), Problem.BROKEN_FILES, "aaa1");
    try (var files = Files.list(workspace.versions)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aMergeOfOneIsRefused() {
    workspace.table("aaa1", "one");
    assertProblem(
        () ->
            workspace.writer.merge(
                "", List.of(Target.HEADS), Optional.empty(), Set.of(), Format.SQL),
        Problem.USAGE,
        "at least two",
        "aaa1");
  }

  @Test
  void aFileWithoutHeaderIsNotSilentlyLeftOut() throws Exception {
    Path file = write("plain.sql", "create table x (id int);");
    assertProblem(this::read, Problem.BROKEN_FILES, file.toString(), "revision: …");
  }

  @Test
  void aMisspeltKeyIsRefused() throws Exception {
    Path file = write("a.sql", "-- revision: aaa1\n-- down-revison: none\n");
    assertProblem(
        this::read, Problem.BROKEN_FILES, file.toString(), "down-revison", "down-revision");
  }

  @Test
  void aKeySaidTwiceIsRefused() throws Exception {
    write("a.sql", "-- revision: aaa1\n-- message: x\n-- message: y\n");
    assertProblem(this::read, Problem.BROKEN_FILES, "a.sql", "message", "twice");
  }

  @Test
  void aDateThatIsNoneIsRefused() throws Exception {
    write("a.yaml", "# revision: aaa1\n# date: yesterday\n");
    assertProblem(this::read, Problem.BROKEN_FILES, "a.yaml", "yesterday", "2026-01-31T12:00:00Z");
  }

  @Test
  void aHeaderMayStandOnOneLineOfXml() throws Exception {
    write("a.xml", "<?xml version=\"1.0\"?>\n<!-- revision: aaa1 -->\n<databaseChangeLog/>");
    assertThat(read().resolve("aaa1").isBase()).isTrue();
  }

  @Test
  void otherFilesAreLeftAlone() throws Exception {
    write("README.md", "not a revision");
    assertThat(read().revisions()).isEmpty();
  }

  @Test
  void aMissingFolderSaysSo() {
    assertProblem(
        () -> RevisionDirectory.read(List.of(folder.resolve("gone"))),
        Problem.BROKEN_FILES,
        "gone",
        "init");
  }

  @Test
  void whatHeaderAndChangeSetDisagreeOnIsRefused() {
    RevisionFile file = workspace.table("aaa1", "one");
    for (List<String> edit :
        List.of(
            List.of("--changeset sqlite-migrate:aaa1", "--changeset sqlite-migrate:bbb2"),
            List.of(
                "--changeset sqlite-migrate:bbb2",
                "--changeset sqlite-migrate:aaa1 runAlways:true"),
            List.of("runAlways:true", "runOnChange:true"),
            List.of(" runOnChange:true", ""),
            List.of("logicalFilePath:revisions", "logicalFilePath:elsewhere"))) {
      Workspace.rewrite(file, edit.get(0), edit.get(1));
      if (!edit.get(1).isEmpty()) {
        assertProblem(
            () -> workspace.revisions().upgrade(Target.HEAD, Progress.SILENT),
            Problem.BROKEN_FILES,
            "aaa1",
            file.onDisk().orElseThrow().toString());
      }
    }
    assertThat(workspace.schema()).isEmpty();
  }

  @Test
  void twoChangeSetsInOneFileAreRefused() throws Exception {
    Path file = workspace.table("aaa1", "one").onDisk().orElseThrow();
    Files.writeString(
        file, Files.readString(file) + "\n--changeset me:more\ncreate table more (id int);\n");
    assertProblem(
        () -> workspace.revisions().upgrade(Target.HEAD, Progress.SILENT),
        Problem.BROKEN_FILES,
        "2 change sets",
        "aaa1");
  }

  @Test
  void brokenYamlAndXmlNameTheFile() throws Exception {
    Path yaml = write("a.yaml", "# revision: aaa1\ndatabaseChangeLog:\n  - changeSet: [broken\n");
    assertProblem(
        () -> workspace.revisions().upgrade(Target.HEAD, Progress.SILENT),
        Problem.BROKEN_FILES,
        yaml.toString(),
        "aaa1");
    Files.delete(yaml);
    Path xml = write("a.xml", "<!-- revision: aaa1 -->\n<databaseChangeLog><changeSet>");
    assertProblem(
        () -> workspace.revisions().upgrade(Target.HEAD, Progress.SILENT),
        Problem.BROKEN_FILES,
        xml.toString(),
        "aaa1");
  }

  @Test
  void aRootChangelogIsYaml() {
    assertProblem(
        () ->
            workspace.writer.writeChangelog(
                RevisionDirectory.read(workspace.layout.locations()), Path.of("changelog.xml")),
        Problem.USAGE,
        "YAML");
  }
}
