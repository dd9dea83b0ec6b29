package se.invanardialog.bench;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is left of marked-up text when somebody pastes it into a plain field. */
final class Pasting {
  private static final Pattern UNSEEN =
      Pattern.compile("(?is)<(script|style)\\b.*?</\\1\\s*>|<!--.*?-->");
  private static final Pattern BREAK =
      Pattern.compile("(?i)<(br|/p|/div|/h[1-6]|/li|/tr|/ul|/ol|/blockquote)\\b[^>]*>");
  private static final Pattern TAG = Pattern.compile("(?s)</?[a-zA-Z][^<>]*>");
  private static final Pattern ENTITY = Pattern.compile("&(#\\d+|#[xX][0-9a-fA-F]+|\\w+);");
  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("ntilde", "ñ"),
          Map.entry("aacute", "á"),
          Map.entry("eacute", "é"),
          Map.entry("iacute", "í"),
          Map.entry("oacute", "ó"),
          Map.entry("uacute", "ú"),
          Map.entry("euro", "€"));

  private Pasting() {}

  static String plain(String marked) {
    String text = UNSEEN.matcher(marked.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("");
    text = BREAK.matcher(text).replaceAll("\n");
    text = TAG.matcher(text).replaceAll("");
    text = ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(letter(entity)));
    return text.replace('\u00A0', ' ')
        .replaceAll("[ \\t]+", " ")
        .replaceAll(" ?\\n ?", "\n")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }

  private static String letter(java.util.regex.MatchResult entity) {
    String name = entity.group(1);
    if (!name.startsWith("#")) {
      return NAMED.getOrDefault(name, entity.group());
    }
    boolean hex = name.startsWith("#x") || name.startsWith("#X");
    try {
      int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      return Character.isValidCodePoint(code) ? Character.toString(code) : entity.group();
    } catch (NumberFormatException tooLarge) {
      return entity.group();
    }
  }
}
