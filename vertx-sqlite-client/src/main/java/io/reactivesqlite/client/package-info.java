/** The public API of the client. */
@ModuleGen(name = "vertx-sqlite-client", groupPackage = "io.reactivesqlite")
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.ModuleGen;
