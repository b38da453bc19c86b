// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.vertx.core.impl.ContextInternal;

/** A job whose caller waits on a Vert.x context. */
interface ContextJob {
  ContextInternal context();
}
