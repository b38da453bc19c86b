// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.RevisionException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code sqlite-migrate}. */
@Command(
    name = "sqlite-migrate",
    description = "Migrates SQLite databases along a graph of revisions, without losing data.",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      InitCommand.class,
      ListTemplatesCommand.class,
      RevisionCommand.class,
      UpgradeCommand.class,
      DowngradeCommand.class,
      MergeCommand.class,
      HeadsCommand.class,
      BranchesCommand.class,
      ShowCommand.class,
      EditCommand.class,
      HistoryCommand.class,
      CurrentCommand.class,
      StampCommand.class,
      CheckCommand.class,
      EnsureVersionCommand.class,
      ChangelogCommand.class,
      CopyCommand.class,
      ConfigCommand.class,
      CompletionCommand.class
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  done, or nothing was to be done",
      "  1  something failed: a statement, a file, a value, the connection",
      "  2  wrong use: unknown verb, option or revision",
      "  3  files and database differ: pending, edited, unknown, or changed entities; or a copy does",
      "  4  somebody else migrates this database, or copies into it",
      "  5  one head was asked for, and there are several"
    })
public final class SqliteMigrate {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "<file>",
      scope = ScopeType.INHERIT,
      description = "Configuration file; SQLITE_MIGRATE_CONFIG, or ./sqlite-migrate.ini.")
  private String config;

  @Option(
      names = {"-n", "--name"},
      paramLabel = "<section>",
      scope = ScopeType.INHERIT,
      description = "Section of the configuration file; sqlite-migrate by default.")
  private String section = Settings.DEFAULT_SECTION;

  @Option(
      names = "-x",
      paramLabel = "<name=value>",
      scope = ScopeType.INHERIT,
      description = "Value for $${name} in revisions; can be repeated.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--url",
      paramLabel = "<url>",
      scope = ScopeType.INHERIT,
      description = "Database: sqlite:app.db, sqlite:tenants/*.db, or a JDBC URL.")
  private String url;

  @Option(
      names = "--lock-timeout",
      paramLabel = "<time>",
      scope = ScopeType.INHERIT,
      description = "How long to wait for somebody else who migrates: 500ms, 60s, 5m.")
  private String lockTimeout;

  @Option(
      names = "--color",
      paramLabel = "<when>",
      scope = ScopeType.INHERIT,
      description = "auto, always or never; NO_COLOR is respected.")
  private String color;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Write data as JSON.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Data and errors only.")
  private boolean quiet;

  @Option(
      names = "--raiseerr",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean raiseErrors;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  private final Terminal terminal;

  SqliteMigrate(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs the command and ends the process. */
  public static void main(String... arguments) {
    // Without a logging library SLF4J would say so on standard error in front of every answer.
    System.getProperties().putIfAbsent("slf4j.internal.verbosity", "ERROR");
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /** Runs the command inside another program. */
  public static int run(Terminal terminal, String... arguments) {
    SqliteMigrate command = new SqliteMigrate(terminal);
    PrintWriter err = new PrintWriter(terminal.err(), true);
    CommandLine line = commandLine(command);
    line.setOut(new PrintWriter(terminal.out(), true));
    line.setErr(err);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(helpColors(terminal)));
    line.setParameterExceptionHandler((failure, args) -> command.misused(failure));
    line.setExecutionExceptionHandler((failure, each, parsed) -> command.failed(failure));
    // "-1" is a target, not an option.
    String[] targets =
        Arrays.stream(arguments)
            .map(argument -> argument.matches("-\\d+(:.*)?") ? "current" + argument : argument)
            .toArray(String[]::new);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try {
      return line.execute(targets);
    } finally {
      // A class path of the configuration was for this run only.
      Thread.currentThread().setContextClassLoader(before);
      terminal.out().flush();
      terminal.err().flush();
    }
  }

  static CommandLine commandLine(SqliteMigrate command) {
    CommandLine line = new CommandLine(command);
    line.setUsageHelpAutoWidth(true);
    return line;
  }

  private static Ansi helpColors(Terminal terminal) {
    return Style.of("auto", terminal).ansi();
  }

  Context context() {
    Map<Key, String> flags = new EnumMap<>(Key.class);
    Optional.ofNullable(url).ifPresent(text -> flags.put(Key.URL, text));
    Optional.ofNullable(lockTimeout).ifPresent(text -> flags.put(Key.LOCK_TIMEOUT, text));
    Optional.ofNullable(color).ifPresent(text -> flags.put(Key.COLOR, text));
    Settings settings = Settings.load(Optional.ofNullable(config), section, flags, terminal);
    return new Context(terminal, settings, parameters, json, quiet);
  }

  Terminal terminal() {
    return terminal;
  }

  /** Where {@code init} writes the configuration. */
  String configFile() {
    return Optional.ofNullable(config).orElse(Settings.DEFAULT_FILE);
  }

  boolean wantsJson() {
    return json;
  }

  /** A message of a command that has no settings yet. */
  void say(String message) {
    if (!quiet) {
      terminal.err().println(message);
    }
  }

  private int misused(ParameterException failure) {
    terminal.err().println(style().bad("Error: ") + failure.getMessage());
    UnmatchedArgumentException.printSuggestions(failure, new PrintWriter(terminal.err(), true));
    terminal
        .err()
        .println(
            "Try: %s --help".formatted(failure.getCommandLine().getCommandSpec().qualifiedName()));
    return ExitCode.USAGE.number();
  }

  private int failed(Exception failure) {
    ExitCode code =
        failure instanceof RevisionException known
            ? ExitCode.of(known.problem())
            : ExitCode.FAILURE;
    String message =
        failure instanceof RevisionException
            ? failure.getMessage()
            : "%s. Run again with --raiseerr to see where.".formatted(failure);
    terminal.err().println(style().bad("Error: ") + message);
    if (raiseErrors) {
      failure.printStackTrace(terminal.err());
    }
    return code.number();
  }

  private Style style() {
    return Style.of("always".equals(color) || "never".equals(color) ? color : "auto", terminal);
  }
}
