package se.invanardialog.core.texts;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** A file of texts on the class path, in UTF-8. */
final class Catalogue {
  private Catalogue() {}

  static String path(String module, String languageCode) {
    return "texts/" + module + "." + languageCode + ".properties";
  }

  /**
   * The texts of a file.
   *
   * @throws IllegalStateException when no module has the file
   */
  static Properties read(String path) {
    try (InputStream in = Catalogue.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("No catalogue of texts at " + path);
      }
      var texts = new Properties();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return texts;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
