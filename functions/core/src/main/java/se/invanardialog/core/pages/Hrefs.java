package se.invanardialog.core.pages;

import gg.jte.Content;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import se.invanardialog.core.texts.Language;

/** Addresses of our own pages, which keep the language that the reader has chosen. */
public final class Hrefs {
  private static final String LANGUAGE = "lang";

  private final Language language;

  public Hrefs(Language language) {
    this.language = language;
  }

  /** The page in the reader's language; the path may end with a {@code #fragment}. */
  public String to(String path) {
    return to(path, Map.of());
  }

  /** The page with these parameters; empty ones are left out. */
  public String to(String path, Map<String, String> query) {
    int hash = path.indexOf('#');
    String fragment = hash < 0 ? "" : path.substring(hash);
    String plain = hash < 0 ? path : path.substring(0, hash);
    var all = new LinkedHashMap<>(query);
    all.remove(LANGUAGE);
    if (!language.isDefault()) {
      all.put(LANGUAGE, language.code());
    }
    String joined =
        all.entrySet().stream()
            .filter(one -> !one.getValue().isEmpty())
            .map(one -> encode(one.getKey()) + "=" + encode(one.getValue()))
            .collect(Collectors.joining("&"));
    String mark = plain.contains("?") ? "&" : "?";
    return plain + (joined.isEmpty() ? "" : mark + joined) + fragment;
  }

  /** For a form sent by GET, which drops what its address already asks for. */
  public Content hidden() {
    return language.isDefault()
        ? Templates.content("")
        : Templates.content(
            "<input type=\"hidden\" name=\"lang\" value=\"" + language.code() + "\">");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
