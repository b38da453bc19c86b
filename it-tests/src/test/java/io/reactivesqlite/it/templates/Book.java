// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.templates;

import java.time.LocalDate;

/** What the templates map to and from; its properties are named as the columns are. */
public record Book(long id, String title, LocalDate published) {}
