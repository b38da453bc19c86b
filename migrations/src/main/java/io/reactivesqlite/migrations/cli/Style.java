// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import picocli.CommandLine.Help.Ansi;

/** Colours, if they are wanted. */
final class Style {

  private final Ansi ansi;

  private Style(boolean colored) {
    this.ansi = colored ? Ansi.ON : Ansi.OFF;
  }

  /** Automatic colours need a person who looks and no wish against them, see no-color.org. */
  static Style of(String choice, Terminal terminal) {
    return switch (choice) {
      case "always" -> new Style(true);
      case "never" -> new Style(false);
      case "auto" ->
          new Style(
              terminal.interactive()
                  && terminal.environment().getOrDefault("NO_COLOR", "").isEmpty()
                  && !"dumb".equals(terminal.environment().get("TERM")));
      default ->
          throw new RevisionException(
              Problem.USAGE,
              "\"%s\" is no choice of colours. Say auto, always or never.".formatted(choice));
    };
  }

  Ansi ansi() {
    return ansi;
  }

  String revision(String text) {
    return styled("yellow", text);
  }

  String good(String text) {
    return styled("green", text);
  }

  String bad(String text) {
    return styled("bold,red", text);
  }

  String faint(String text) {
    return styled("faint", text);
  }

  // The text is no markup: a message may well contain "@|".
  private String styled(String style, String text) {
    return ansi.enabled()
        ? Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.reset.on()
        : text;
  }
}
