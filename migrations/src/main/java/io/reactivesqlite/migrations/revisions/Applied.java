// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import java.util.Optional;

/**
 * A revision that the database has, as {@code DATABASECHANGELOG} tells it.
 *
 * @param id the revision
 * @param author who wrote it
 * @param executed when it ran, in the words of the database
 * @param checksum of its changes then, or none if it was cleared
 * @param tag a tag that was set on it
 */
public record Applied(
    String id, String author, String executed, Optional<String> checksum, Optional<String> tag) {}
