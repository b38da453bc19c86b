// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tck;

/** Why a test of the TCK cannot apply to SQLite. */
final class NotApplicable {

  static final String NO_USERS =
      "SQLite has no users and no passwords: whoever may read the file may open it";

  static final String NO_NETWORK =
      "SQLite has no server: there is no TCP connection that a proxy could refuse or cut";

  static final String DYNAMIC_TYPES =
      "SQLite has no parameter types: the text '1' is a valid value for any parameter and equals 1 in an INTEGER column";

  static final String OWN_OPTIONS =
      "The driver takes its own options alone, so that it never claims the options of another driver on the class path";

  private NotApplicable() {}
}
