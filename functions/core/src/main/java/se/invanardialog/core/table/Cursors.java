package se.invanardialog.core.table;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A place in a query, as one word that fits in an address. */
final class Cursors {
  private static final String BETWEEN = "\n";
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  private Cursors() {}

  static String write(Map<String, AttributeValue> key) {
    var text = new StringBuilder();
    key.forEach((name, value) ->
        text.append(name)
            .append(BETWEEN)
            .append(value.s() == null ? "N" + value.n() : "S" + escaped(value.s()))
            .append(BETWEEN));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace(BETWEEN, "\\n");
  }

  private static String unescaped(String value) {
    return ESCAPE.matcher(value).replaceAll(one -> one.group(1).equals("n") ? BETWEEN : "\\\\");
  }

  static Map<String, AttributeValue> read(String cursor) {
    try {
      var parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
              .split(BETWEEN, -1);
      var key = new LinkedHashMap<String, AttributeValue>();
      for (int at = 0; at + 1 < parts.length; at += 2) {
        String value = parts[at + 1].substring(1);
        key.put(
            parts[at],
            parts[at + 1].charAt(0) == 'N'
                ? AttributeValue.fromN(Long.toString(Long.parseLong(value)))
                : AttributeValue.fromS(unescaped(value)));
      }
      if (key.size() < 2) {
        throw new Table.BadCursor();
      }
      return key;
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException cut) {
      throw new Table.BadCursor();
    }
  }
}
