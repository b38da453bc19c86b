// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.options;

import io.reactivesqlite.client.AutoVacuum;
import io.reactivesqlite.client.JournalMode;
import io.reactivesqlite.client.OpenMode;
import io.reactivesqlite.client.SecureDelete;
import io.reactivesqlite.client.Synchronous;
import io.reactivesqlite.client.TempStore;
import io.reactivesqlite.client.TextEncoding;
import io.reactivesqlite.client.TransactionMode;
import io.reactivesqlite.client.impl.options.Option.Kind;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All connect options that there are, and the names that are refused for a reason. */
public final class OptionTable {

  private static final List<Option> ALL =
      List.of(
          new Option("database", Kind.STRING, null),
          new Option("mode", Kind.CHOICE, OpenMode.class),
          new Option("immutable", Kind.BOOLEAN, null),
          new Option("journalMode", Kind.CHOICE, JournalMode.class),
          new Option("synchronous", Kind.CHOICE, Synchronous.class),
          new Option("foreignKeys", Kind.BOOLEAN, null),
          new Option("busyTimeout", Kind.INT, null),
          new Option("transactionMode", Kind.CHOICE, TransactionMode.class),
          new Option("cacheSize", Kind.INT, null),
          new Option("mmapSize", Kind.LONG, null),
          new Option("tempStore", Kind.CHOICE, TempStore.class),
          new Option("pageSize", Kind.INT, null),
          new Option("autoVacuum", Kind.CHOICE, AutoVacuum.class),
          new Option("encoding", Kind.CHOICE, TextEncoding.class),
          new Option("journalSizeLimit", Kind.LONG, null),
          new Option("walAutocheckpoint", Kind.INT, null),
          new Option("trustedSchema", Kind.BOOLEAN, null),
          new Option("recursiveTriggers", Kind.BOOLEAN, null),
          new Option("secureDelete", Kind.CHOICE, SecureDelete.class),
          new Option("cellSizeCheck", Kind.BOOLEAN, null),
          new Option("maxPageCount", Kind.LONG, null),
          new Option("loadableExtensions", Kind.STRINGS, null),
          new Option("createParentDirectories", Kind.BOOLEAN, null),
          new Option("readers", Kind.INT, null),
          new Option("statementTimeout", Kind.INT, null),
          new Option("turnTimeout", Kind.INT, null),
          new Option("queueLimit", Kind.INT, null),
          new Option("slowStatementThreshold", Kind.INT, null),
          new Option("logParameters", Kind.BOOLEAN, null),
          new Option("statementFigures", Kind.INT, null),
          new Option("fullScanThreshold", Kind.INT, null),
          new Option("groupCommit", Kind.BOOLEAN, null),
          new Option("maxGroupSize", Kind.INT, null),
          new Option("workerPoolName", Kind.STRING, null),
          new Option("workerPoolSize", Kind.INT, null),
          new Option("closeGrace", Kind.INT, null),
          new Option("optimizeOnClose", Kind.BOOLEAN, null),
          new Option("initSql", Kind.STRINGS, null),
          new Option("cachePreparedStatements", Kind.BOOLEAN, null),
          new Option("preparedStatementCacheMaxSize", Kind.INT, null),
          new Option("preparedStatementCacheSqlLimit", Kind.INT, null),
          new Option("tracingPolicy", Kind.CHOICE, TracingPolicy.class),
          new Option("metricsName", Kind.STRING, null));

  private static final String NO_EXTENSIONS =
      "an extension is native code, so a URL cannot let it in: name each library in loadableExtensions, in code or JSON";
  private static final String NO_SERVER = "SQLite has no server to connect to";
  private static final String NO_ENCRYPTION = "this SQLite cannot encrypt databases";

  /** What people write elsewhere, in snake case, and why it is refused here. */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("enable_load_extension", NO_EXTENSIONS),
          Map.entry("load_extension", NO_EXTENSIONS),
          Map.entry(
              "cache",
              "a shared cache makes readers fail while others write; pools share a memory database by its name without it"),
          Map.entry("vfs", "only the file system of the platform is supported"),
          Map.entry("nolock", "without locks two connections damage the file"),
          Map.entry("psow", "it is for file systems that this client does not support"),
          Map.entry("locking_mode", "an exclusive lock would keep the pool's own connections out"),
          Map.entry("case_sensitive_like", "SQLite deprecated it; use GLOB, or a collation"),
          Map.entry("writable_schema", "it lets any statement damage the database"),
          Map.entry(
              "temp_store_directory",
              "it changes the whole process; set the environment variable SQLITE_TMPDIR"),
          Map.entry("read_uncommitted", "it has no effect without a shared cache"),
          Map.entry(
              "date_class", "dates are stored as ISO text, which SQLite's own functions read"),
          Map.entry("key", NO_ENCRYPTION),
          Map.entry("hexkey", NO_ENCRYPTION),
          Map.entry("cipher", NO_ENCRYPTION),
          Map.entry("host", NO_SERVER),
          Map.entry("port", NO_SERVER),
          Map.entry("ssl", NO_SERVER),
          Map.entry("user", NO_SERVER + " and no users; the file's rights protect it"),
          Map.entry("password", NO_SERVER + " and no passwords; the file's rights protect it"));

  private static final Map<String, Option> BY_NAME = new TreeMap<>();
  private static final Map<String, Option> BY_URI_NAME = new TreeMap<>();

  static {
    for (Option option : ALL) {
      BY_NAME.put(option.name(), option);
      // In a URI the database is the path; and who can change a URL must not be able to load native
      // code.
      if (!option.name().equals("database") && !option.name().equals("loadableExtensions")) {
        BY_URI_NAME.put(option.uriName(), option);
      }
    }
  }

  private OptionTable() {}

  /**
   * A copy of the JSON with only known keys, and values that the options take; null counts as
   * absent.
   */
  public static JsonObject normalize(JsonObject json) {
    JsonObject normal = new JsonObject();
    for (Map.Entry<String, Object> entry : json) {
      Option option = find(entry.getKey(), BY_NAME, "option");
      if (entry.getValue() != null) {
        normal.put(option.name(), option.fromJson(entry.getValue()));
      }
    }
    return normal;
  }

  /** The option of that name in a URI. */
  static Option byUriName(String name) {
    if (name.equals("loadable_extensions")) {
      throw new IllegalArgumentException(
          "The URI parameter " + name + " is refused: " + NO_EXTENSIONS);
    }
    return find(name, BY_URI_NAME, "URI parameter");
  }

  private static Option find(String name, Map<String, Option> options, String what) {
    Option option = options.get(name);
    if (option != null) {
      return option;
    }
    String refused = REFUSED.get(new Option(name, Kind.STRING, null).uriName());
    if (refused != null) {
      throw new IllegalArgumentException("The " + what + " " + name + " is refused: " + refused);
    }
    throw new IllegalArgumentException(
        "Unknown "
            + what
            + " "
            + name
            + Suggestion.forName(name, options.keySet())
            + "; known are "
            + String.join(", ", options.keySet()));
  }
}
