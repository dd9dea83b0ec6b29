package se.invanardialog.local;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How a service is run.
 *
 * @param port 0 for any free one
 * @param data the folder that keeps the data; empty for memory
 * @param demo whether an empty service is filled with the invented town's suggestions
 * @param isolated whether each function runs from its zip, in a process of its own
 */
public record Options(
    Path template, int port, Optional<Path> data, boolean demo, boolean isolated) {
  private static final int USUAL_PORT = 8_080;
  private static final int LAST_PORT = 65_535;

  /** In memory, on any free port, empty. */
  public static Options forTests(Path template) {
    return new Options(template, 0, Optional.empty(), false, Boolean.getBoolean("isolated"));
  }

  /**
   * From {@code port}, {@code data}, {@code demo}, {@code isolated} and {@code root}, the folder of
   * template.yaml, which relative folders are seen from.
   *
   * @throws StartProblem when one can't be understood
   */
  public static Options of(Properties given) {
    Path root = Path.of(text(given, "root", "")).toAbsolutePath().normalize();
    String data = text(given, "data", ".local");
    return new Options(
        root.resolve("template.yaml"),
        port(text(given, "port", Integer.toString(USUAL_PORT))),
        data.equals("memory") ? Optional.empty() : Optional.of(root.resolve(data)),
        !text(given, "demo", "true").equals("false"),
        text(given, "isolated", "false").equals("true"));
  }

  private static String text(Properties given, String name, String usual) {
    @Nullable String value = given.getProperty(name);
    return value == null || value.isBlank() ? usual : value.strip();
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException notOne) {
      // The same answer as for a number out of range.
    }
    throw new StartProblem("-Dport=" + text + " is not a port: give a number from 0 to 65535.");
  }
}
