package se.invanardialog.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** template.yaml as it is written, with nothing resolved and nothing left out. */
final class RawTemplate {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private RawTemplate() {}

  static Tree read() {
    try {
      var settings = LoadSettings.builder().setTagConstructors(Intrinsics.tags()).build();
      return new Tree(
          "template",
          new Load(settings).loadFromString(Files.readString(ROOT.resolve("template.yaml"))));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
