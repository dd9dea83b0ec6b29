package se.invanardialog.local.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import se.invanardialog.local.template.Template;

/** The project's own files. */
final class Project {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** What is made, fetched or kept here and never belongs to the project. */
  private static final Set<String> NOT_OURS =
      Set.of(".git", "target", "node_modules", ".local", ".idea", ".vscode", ".aws-sam", ".venv");

  private Project() {}

  static Template template() {
    return Template.read(
        ROOT.resolve("template.yaml"),
        Map.of(
            "BaseUrl", "https://town.example",
            "MailFrom", "town@town.example",
            "MailIdentity", "town.example",
            "OidcIssuer", "https://provider.example",
            "OidcClientId", "town",
            "Emulated", "yes"));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String text(String path) {
    return text(ROOT.resolve(path));
  }

  static String shown(Path file) {
    return ROOT.relativize(file).toString();
  }

  /** The README and all under docs/. */
  static List<Path> documents() {
    return Stream.concat(
            Stream.of(ROOT.resolve("README.md")),
            files().filter(file -> file.startsWith(ROOT.resolve("docs"))))
        .filter(file -> file.toString().endsWith(".md"))
        .toList();
  }

  /** The files that the versions keep; in a copy without versions, all that was not made. */
  static Stream<Path> files() {
    try {
      Process git =
          new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
              .directory(ROOT.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() == 0 && !names.isEmpty()) {
        return Stream.of(names.split("\0")).map(ROOT::resolve).filter(Files::isRegularFile);
      }
    } catch (IOException noGit) {
      return walked();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
    return walked();
  }

  private static Stream<Path> walked() {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all
          .filter(Files::isRegularFile)
          .filter(file -> {
            for (Path part : ROOT.relativize(file)) {
              if (NOT_OURS.contains(part.toString())) {
                return false;
              }
            }
            return true;
          })
          .toList()
          .stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
