// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(name = "config", description = "Show the settings that hold, from wherever they come.")
final class ConfigCommand extends MigrateCommand {

  @Override
  int run(Context context) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (Key key : Key.values()) {
      String value = context.settings().text(key).orElse(null);
      String shown = value == null ? null : shown(key, value);
      settings.put(key.inFile(), shown);
      context.data("# " + key.meaning());
      context.data((shown == null ? "# " + key.inFile() + " =" : key.inFile() + " = " + shown));
    }
    context.json(settings);
    return ExitCode.OK.number();
  }

  private static String shown(Key key, String value) {
    return switch (key) {
      case PASSWORD, COPY_PASSWORD -> "(hidden)";
      case URL, COPY_TO -> value.contains("sqlite:") ? value : DatabaseUrl.withoutSecrets(value);
      default -> value;
    };
  }
}
