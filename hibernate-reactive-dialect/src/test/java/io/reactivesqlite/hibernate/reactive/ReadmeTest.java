// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.hibernate.reactive.StatelessAndTenantsTest.Note;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.hibernate.reactive.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows of Hibernate Reactive, run. */
class ReadmeTest {
  @TempDir Path folder;

  private EntityManagerFactory opened;

  private CompletionStage<Void> write(String url) {
    EntityManagerFactory factory =
        Persistence.createEntityManagerFactory(
            "notes", Map.of("jakarta.persistence.jdbc.url", url));
    Stage.SessionFactory sessions = factory.unwrap(Stage.SessionFactory.class);
    opened = factory;
    return sessions
        .withTransaction(session -> session.persist(new Note(1L, "hello")))
        .thenCompose(saved -> sessions.withSession(session -> session.find(Note.class, 1L)))
        .thenAccept(note -> System.out.println(note.text));
  }

  @Test
  void itRuns() throws Exception {
    final Path file = folder.resolve("app.db");
    try {
      write("sqlite:" + file).toCompletableFuture().get(60, TimeUnit.SECONDS);
    } finally {
      opened.close();
    }
    try (var jdbc = DriverManager.getConnection("jdbc:sqlite:" + file);
        var rows = jdbc.createStatement().executeQuery("select text from Note")) {
      assertThat(rows.getString(1)).isEqualTo("hello");
    }
  }

  @Test
  void theReadmeShowsWhatRunsHere() throws Exception {
    final String readme = Files.readString(Path.of("../README.md"));
    final String source =
        Files.readString(
            Path.of("src/test/java/io/reactivesqlite/hibernate/reactive/ReadmeTest.java"));
    final String beginning = "```java\nEntityManagerFactory";
    assertThat(readme).containsOnlyOnce(beginning);
    final int start = readme.indexOf(beginning) + "```java\n".length();
    final String shown = readme.substring(start, readme.indexOf("```", start));
    // What the test needs, to wait and to close.
    final String ours = "opened=factory;return";
    assertThat(bare(source).replace(ours, "")).contains(bare(shown));
  }

  private static String bare(String text) {
    return text.replaceAll("\\s+", "");
  }
}
