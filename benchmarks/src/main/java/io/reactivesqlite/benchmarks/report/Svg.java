// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.report;

import java.util.Locale;

/** Writes the few shapes that the picture is made of. */
final class Svg {

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;

  Svg(int width, int height) {
    this.width = width;
    this.height = height;
  }

  Svg line(double x1, double y1, double x2, double y2, String style) {
    return add(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" style=\"%s\"/>",
        number(x1), number(y1), number(x2), number(y2), style);
  }

  Svg circle(double x, double y, double radius, String style) {
    return add(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" style=\"%s\"/>",
        number(x), number(y), number(radius), style);
  }

  /**
   * @param anchor start, middle or end
   */
  Svg text(double x, double y, String anchor, String style, String text) {
    return add(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" style=\"%s\">%s</text>",
        number(x), number(y), anchor, style, escaped(text));
  }

  private Svg add(String shape, Object... values) {
    body.append(String.format(Locale.ROOT, shape, values)).append('\n');
    return this;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  String document() {
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" font-family="DejaVu Sans, Verdana, sans-serif" font-size="12">
        <rect width="%1$d" height="%2$d" fill="#ffffff"/>
        %3$s</svg>
        """,
        width,
        height,
        body);
  }
}
