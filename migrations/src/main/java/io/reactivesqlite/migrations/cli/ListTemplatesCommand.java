// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "list-templates",
    aliases = "list_templates",
    description = "Show what init can set up.")
final class ListTemplatesCommand extends MigrateCommand {

  @Override
  int run(Context context) {
    Map<String, Object> templates = new LinkedHashMap<>();
    for (Template template : Template.values()) {
      templates.put(template.shownName(), template.description());
      context.data("%-14s%s".formatted(template.shownName(), template.description()));
    }
    context.json(templates);
    return ExitCode.OK.number();
  }
}
