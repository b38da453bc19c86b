// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tck;

import io.reactivesqlite.client.spi.SQLiteDriver;
import io.vertx.sqlclient.spi.Driver;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.rules.ExternalResource;

/** Hides the other drivers on the class path from a test that asks for the only one. */
public final class OnlyDriver extends ExternalResource {

  private static final String SERVICE = "META-INF/services/" + Driver.class.getName();

  private final Thread thread = Thread.currentThread();
  private final ClassLoader everything = thread.getContextClassLoader();

  @Override
  protected void before() {
    thread.setContextClassLoader(
        new ClassLoader(everything) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            List<URL> found = Collections.list(super.getResources(name));
            if (name.equals(SERVICE)) {
              String ours =
                  SQLiteDriver.class.getProtectionDomain().getCodeSource().getLocation().getPath();
              found.removeIf(url -> !url.getPath().contains(ours));
            }
            return Collections.enumeration(found);
          }
        });
  }

  @Override
  protected void after() {
    thread.setContextClassLoader(everything);
  }
}
