// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.vertxweb.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.reactivesqlite.examples.testing.Application;
import io.reactivesqlite.examples.testing.Ledger;
import io.reactivesqlite.examples.vertxweb.Bookshop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a person has it, in a browser. */
class PageTest {

  private static final double PATIENCE_MILLIS = 60_000;
  private static final Path SHOWN = Path.of("../../docs/examples/bookshop.png");

  @TempDir Path folder;

  private final List<String> errors = new ArrayList<>();

  @Test
  void aPersonBuysWhileCustomersComeAndOthersSeeIt() throws Exception {
    Path chromium = Chromium.find().orElseGet(PageTest::skipped);
    setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Path file = folder.resolve("bookshop.db");
    List<String> command =
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Bookshop.class.getName(),
            file.toString(),
            "0");
    try (Application shop = Application.start(folder, command);
        Playwright driver = Chromium.driver();
        Browser browser = Chromium.launch(driver, chromium)) {
      Page person = open(browser, shop);
      Page other = open(browser, shop);
      assertThat(person.locator(".book")).hasCount(24);

      buys(person, other);
      searches(person);
      likes(person, other);
      customersCome(person);

      assertThat(errors).isEmpty();
      shop.stop();
    }
    new Ledger(file).balances();
  }

  private Page open(Browser browser, Application shop) {
    Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1400, 960));
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.onPageError(errors::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
    page.onRequestFailed(request -> errors.add(request.url() + ": " + request.failure()));
    page.navigate(shop.address().toString());
    return page;
  }

  private static void buys(Page person, Page other) {
    assertThat(stock(other, "Emma")).hasText("16 in stock");
    book(person, "Emma").locator(".order").click();

    assertThat(person.locator("#notice")).hasText("Order 1: Emma, €11.90");
    // Nobody has done anything on the other page.
    assertThat(stock(other, "Emma")).hasText("15 in stock");
    assertThat(other.locator("#orders li")).hasCount(1);
    assertThat(other.locator("#orders li")).containsText("Emma");
  }

  private static void searches(Page person) {
    person.locator("#search").fill("captain whale");
    assertThat(person.locator(".book")).hasCount(1);
    assertThat(book(person, "Moby-Dick")).isVisible();
    person.locator("#search").fill("no such \"words");
    assertThat(person.locator("#nothing")).isVisible();
    person.locator("#search").fill("");
    assertThat(person.locator(".book")).hasCount(24);
  }

  private static void likes(Page person, Page other) {
    book(person, "Dracula").locator(".like").click();
    assertThat(book(other, "Dracula").locator(".like")).hasText("♥ 1");
  }

  private static void customersCome(Page person) throws Exception {
    Locator button = person.locator("#load");
    button.click();
    assertThat(button).hasText("Ask them to leave");
    assertThat(person.locator("#orders li")).hasCount(5);
    // Writes share commits, and the queue is seen.
    person.waitForFunction(
        """
        () => {
          const number = (id) => Number(document.getElementById(id).textContent.replaceAll(',', ''));
          return number('waiting') > 0 && number('commits') > 0 && number('commits') < number('writes');
        }
        """);
    keepPicture(person);
    button.click();
    assertThat(button).hasText("Let 64 customers in");
    assertThat(person.locator("#waiting")).hasText("0");
    assertThat(person.locator("#failures")).isHidden();
  }

  /** Under {@code target}, and with {@code -Dupdate.docs=true} also where the README shows it. */
  private static void keepPicture(Page person) throws Exception {
    boolean shown = Boolean.getBoolean("update.docs");
    if (shown) {
      // So that the charts are full and the notice is gone; nothing is asserted on it.
      person.waitForTimeout(20_000);
    }
    person.evaluate("scrollTo(0, 0)");
    byte[] picture =
        person.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "bookshop.png")));
    if (shown) {
      Files.createDirectories(SHOWN.getParent());
      Files.write(SHOWN, picture);
    }
  }

  private static Locator book(Page page, String title) {
    return page.locator(".book", new Page.LocatorOptions().setHasText(title));
  }

  private static Locator stock(Page page, String title) {
    return book(page, title).locator(".stock");
  }

  private static Path skipped() {
    String notice =
        "No Chromium: the page of examples/vertx-web is not tested. Install it, or say -Dchromium=/path/to/it.";
    System.err.println("SKIPPED: " + notice);
    return abort(notice);
  }
}
