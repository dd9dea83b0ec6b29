package se.invanardialog.core.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The files that go with every page. Each has a name that changes with what it holds, so that it
 * can be kept for ever; the manifest from the web module tells the names.
 */
public final class Assets {
  private static final String MANIFEST = "assets.properties";

  private final Properties names;

  private Assets(Properties names) {
    this.names = names;
  }

  /** Reads the manifest on the class path. */
  public static Assets load() {
    try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(MANIFEST)) {
      if (in == null) {
        throw new IllegalStateException("No " + MANIFEST + ": the web module is not built");
      }
      var names = new Properties();
      names.load(in);
      return new Assets(names);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The path of a file as it was named in the source, such as {@code town.css}. */
  public String path(String file) {
    @Nullable String name = names.getProperty(file);
    if (name == null) {
      throw new IllegalArgumentException("No such asset: " + file);
    }
    return "/assets/" + name;
  }
}
