package se.invanardialog.local.pages;

import java.util.Optional;
import se.invanardialog.core.pages.Assets;
import se.invanardialog.local.http.Answer;

/** The frame around the pages that exist only here. */
final class Html {
  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static Answer page(String title, String body) {
    String html =
        """
        <!doctype html>
        <html lang="sv">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <title>%1$s – lokal körning</title>
        %2$s
        </head>
        <body>
        <a class="skip" href="#main">Hoppa till innehållet</a>
        <header class="mast"><div class="wrap"><a class="sign" href="/local"><span>\
        <b>Lokal körning</b>Finns bara på den här datorn</span></a></div>
        <nav class="menu-row" aria-label="Meny"><div class="wrap"><ul class="menu">
        <li><a href="/">Invånarnas sidor</a></li><li><a href="/official">Handläggarnas sidor</a></li>
        <li><a href="/local/outbox">Utkorg</a></li><li><a href="/local/phone">Telefon</a></li><li><a href="/local/clock">Klocka</a></li>
        <li><a href="/local/sign-in">Logga in som</a></li></ul></div></nav></header>
        <main id="main" tabindex="-1"><div class="page wrap"><div class="margin"></div>\
        <div class="text flow">
        <h1>%1$s</h1>
        %3$s
        </div></div></main>
        </body>
        </html>
        """
            .formatted(escape(title), style(), body);
    return Answer.html(200, html).with("cache-control", "no-store");
  }

  private static String style() {
    return stylesheet()
        .map(path ->
            "<link rel=\"stylesheet\" href=\"%s\"><link rel=\"stylesheet\" href=\"/theme.css\">"
                .formatted(path))
        .orElse("");
  }

  /** Absent when only some modules are on the class path, as in this module's own tests. */
  private static Optional<String> stylesheet() {
    try {
      return Optional.of(Assets.load().path("town.css"));
    } catch (IllegalStateException | IllegalArgumentException notBuilt) {
      return Optional.empty();
    }
  }

  static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
        .formatted(escape(name), escape(value));
  }
}
