package se.invanardialog.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.joda.time.DateTime;

/**
 * The trial's functions as they would be deployed: the zip with the authorizer, their classes, and
 * AWS's events.
 */
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
        for (Class<?> each : List.of(APIGatewayV2HTTPEvent.class, DateTime.class)) {
          Path jar = jarOf(each);
          Files.copy(jar, inside.getPath("lib", jar.getFileName().toString()));
        }
      }
      return copy;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path jarOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
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
