// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import java.nio.file.Path;
import java.util.Optional;
import liquibase.resource.ResourceAccessor;

/**
 * Where a revision is written.
 *
 * @param revision what its header says
 * @param format how it is written
 * @param path its name for the accessor
 * @param accessor what opens it
 * @param onDisk the file, unless it comes from a class path
 */
public record RevisionFile(
    Revision revision,
    Format format,
    String path,
    ResourceAccessor accessor,
    Optional<Path> onDisk) {}
