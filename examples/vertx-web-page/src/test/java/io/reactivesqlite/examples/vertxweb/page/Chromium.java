// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.vertxweb.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The system's Chromium without a window; nothing is downloaded. */
final class Chromium {

  private static final List<String> PLACES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  // A test needs no GPU and no sandbox around its own page, and is to call nobody.
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private Chromium() {}

  /** Where it is: {@code -Dchromium=…}, or one of the usual places. */
  static Optional<Path> find() {
    return Optional.ofNullable(System.getProperty("chromium"))
        .map(Path::of)
        .or(() -> PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst());
  }

  static Playwright driver() {
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  static Browser launch(Playwright driver, Path chromium) {
    return driver
        .chromium()
        .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(ARGUMENTS));
  }
}
