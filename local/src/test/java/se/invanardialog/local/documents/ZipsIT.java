package se.invanardialog.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Nothing lies on a function's start path without a reason. */
class ZipsIT {
  private static final Pattern JAR = Pattern.compile("lib/(.+?)-([0-9][^/]*)\\.jar");
  private static final String OUR_VERSION = "1";
  private static final Pattern IN_A_ROW = Pattern.compile("`([a-z0-9-]+)`");

  @Test
  void every_jar_in_a_zip_has_a_reason_and_every_reason_a_jar() throws IOException {
    assertThat(zips().stream().flatMap(ZipsIT::libraries).collect(Collectors.toSet()))
        .isNotEmpty()
        .isEqualTo(reasons().collect(Collectors.toSet()));
  }

  private static List<Path> zips() throws IOException {
    try (Stream<Path> modules = Files.list(Project.ROOT.resolve("functions"))) {
      return modules
          .map(module -> module.resolve("target/function.zip"))
          .filter(Files::exists)
          .toList();
    }
  }

  private static Stream<String> libraries(Path zip) {
    try (var file = new ZipFile(zip.toFile())) {
      return file.stream()
          .map(ZipEntry::getName)
          .flatMap(name -> JAR.matcher(name).results())
          .filter(jar -> !jar.group(2).equals(OUR_VERSION))
          .map(jar -> jar.group(1))
          .toList()
          .stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<String> reasons() {
    return Project.text("docs/decisions/0030-what-a-zip-holds.md")
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(row -> row.split("\\|", -1)[1])
        .flatMap(names -> IN_A_ROW.matcher(names).results().map(MatchResult::group))
        .map(name -> name.replace("`", ""));
  }
}
