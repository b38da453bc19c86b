// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.types;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

/** SQLite has no stored procedures, hence no parameters of a call. */
final class Procedures {

  private Procedures() {}

  static SQLException none() {
    return new SQLFeatureNotSupportedException("SQLite has no stored procedures");
  }
}
