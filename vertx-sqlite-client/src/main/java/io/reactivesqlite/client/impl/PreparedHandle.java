// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.impl.ParamDesc;
import io.vertx.sqlclient.impl.PreparedStatement;
import io.vertx.sqlclient.impl.TupleInternal;

/**
 * What a user holds of a prepared statement. The native statement itself stays in its connection's
 * cache, so there is nothing to leak when the user forgets to close.
 *
 * @param options for each execution; may be {@code null}
 */
record PreparedHandle(String sql, RowShape rowDesc, PrepareOptions options)
    implements PreparedStatement {

  @Override
  public ParamDesc paramDesc() {
    return new ParamDesc();
  }

  /** Values are checked where they are bound, with an error that names the parameter. */
  @Override
  public String prepare(TupleInternal values) {
    return null;
  }
}
