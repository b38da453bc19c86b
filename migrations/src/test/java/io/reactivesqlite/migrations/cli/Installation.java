// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** The command as its users have it: the start script, and jars in a folder beside it. */
final class Installation {

  private Installation() {}

  /** Installs it and gives the script. */
  static Path script(Path folder) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("install dir/bin"));
    Path lib = Files.createDirectories(folder.resolve("install dir/lib"));
    Path script =
        Files.copy(Path.of("src/main/scripts/sqlite-migrate"), bin.resolve("sqlite-migrate"));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (path.endsWith("classes")) {
        jar(path, lib.resolve(path.getParent().getParent().getFileName() + ".jar"));
      } else if (Files.isRegularFile(path)
          && !path.getFileName().toString().contains("slf4j-simple")) {
        Files.createSymbolicLink(lib.resolve(path.getFileName()), path);
      }
    }
    return script;
  }

  private static void jar(Path classes, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out);
        var files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(
            new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }
}
