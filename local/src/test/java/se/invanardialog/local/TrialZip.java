package se.invanardialog.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** The trial's functions as they would be deployed: another function's zip, and their classes. */
final class TrialZip {
  private static final Path FOLDER = Path.of("target/trial").toAbsolutePath();
  private static final Path DEPLOYED =
      Path.of("../functions/session/target/function.zip").toAbsolutePath();
  private static final Path CLASSES = Path.of("target/test-classes").toAbsolutePath();

  private TrialZip() {}

  /** A copy of the template that has the zip beside it. */
  static Path beside(Path template) {
    Path copy = FOLDER.resolve(template.getFileName());
    try {
      Files.createDirectories(FOLDER);
      Files.copy(template, copy, StandardCopyOption.REPLACE_EXISTING);
      Path zip = FOLDER.resolve("trial.zip");
      Files.copy(DEPLOYED, zip, StandardCopyOption.REPLACE_EXISTING);
      try (var inside = FileSystems.newFileSystem(zip)) {
        Files.write(inside.getPath("lib/trial.jar"), jar());
      }
      return copy;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static byte[] jar() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(bytes);
        var files = Files.walk(CLASSES.resolve("se/invanardialog/local/trial"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new ZipEntry(CLASSES.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, jar);
      }
    }
    return bytes.toByteArray();
  }
}
