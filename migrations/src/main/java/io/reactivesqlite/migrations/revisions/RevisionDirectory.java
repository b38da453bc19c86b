// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;

/** The files of all revisions, from one or several places, as they were when they were read. */
public final class RevisionDirectory {

  private final List<String> locations;
  private final Map<String, RevisionFile> files;
  private final RevisionGraph graph;

  private RevisionDirectory(List<String> locations, List<RevisionFile> found) {
    this.locations = List.copyOf(locations);
    // The graph first: it refuses two files with one id.
    this.graph = RevisionGraph.of(found.stream().map(RevisionFile::revision).toList());
    this.files = new LinkedHashMap<>();
    found.forEach(file -> files.put(file.revision().id(), file));
  }

  /** Reads folders. */
  public static RevisionDirectory read(List<Path> folders) {
    List<RevisionFile> found = new ArrayList<>();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new RevisionException(
            Problem.BROKEN_FILES,
            "There is no folder %s for revisions. Create it (\"init\" does), or correct the version locations."
                .formatted(folder));
      }
      try {
        found.addAll(inLocation(new DirectoryResourceAccessor(folder), "", Optional.of(folder)));
      } catch (IOException failure) {
        throw unreadable(folder.toString(), failure);
      }
    }
    return new RevisionDirectory(folders.stream().map(Path::toString).toList(), found);
  }

  /** Reads places of a class path, for example {@code db/migrations}. */
  public static RevisionDirectory read(ClassLoader classLoader, List<String> places) {
    return read(new ClassLoaderResourceAccessor(classLoader), places);
  }

  /** Reads places that an accessor of Liquibase knows. */
  public static RevisionDirectory read(ResourceAccessor accessor, List<String> places) {
    List<RevisionFile> found = new ArrayList<>();
    for (String place : places) {
      try {
        List<RevisionFile> here = inLocation(accessor, place, Optional.empty());
        if (here.isEmpty()) {
          throw new RevisionException(
              Problem.BROKEN_FILES,
              "There are no revisions at %s. Check that the files are packaged there."
                  .formatted(place));
        }
        found.addAll(here);
      } catch (IOException failure) {
        throw unreadable(place, failure);
      }
    }
    return new RevisionDirectory(places, found);
  }

  /** What the headers make together. */
  public RevisionGraph graph() {
    return graph;
  }

  /** The folders or places it was read from. */
  public List<String> locations() {
    return locations;
  }

  /** The file of a revision of this directory's graph. */
  public RevisionFile file(Revision revision) {
    return Objects.requireNonNull(files.get(revision.id()), revision.id());
  }

  private static List<RevisionFile> inLocation(
      ResourceAccessor accessor, String place, Optional<Path> folder) throws IOException {
    List<RevisionFile> found = new ArrayList<>();
    List<Resource> resources = new ArrayList<>(accessor.search(place, true));
    resources.sort(Comparator.comparing(Resource::getPath));
    for (Resource resource : resources) {
      Optional<Format> format = Format.ofFile(resource.getPath());
      if (format.isPresent()) {
        Optional<Path> onDisk = folder.map(path -> path.resolve(resource.getPath()));
        String source = onDisk.map(Path::toString).orElse(resource.getPath());
        Revision revision = RevisionHeader.read(format.get(), text(resource), source);
        found.add(new RevisionFile(revision, format.get(), resource.getPath(), accessor, onDisk));
      }
    }
    return found;
  }

  private static String text(Resource resource) throws IOException {
    try (InputStream in = resource.openInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static RevisionException unreadable(String place, IOException failure) {
    return new RevisionException(
        Problem.BROKEN_FILES,
        "Revisions at %s cannot be read: %s".formatted(place, failure.getMessage()),
        failure);
  }
}
