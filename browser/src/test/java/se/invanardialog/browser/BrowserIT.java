package se.invanardialog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Starts the service as anybody would, with nothing in it, and lets each file in {@code tests/}
 * walk through it with a real browser. The walks are JavaScript, since that is what drives a
 * browser best. Two go at once, each through a service of its own, since it moves the clock.
 */
@Execution(ExecutionMode.CONCURRENT)
class BrowserIT {
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final int AT_ONCE = 2;
  private static final int MINUTES_FOR_A_FILE = 15;
  private static final int MINUTES_TO_INSTALL = 10;

  private static final BlockingQueue<Service> FREE = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    node(MINUTES_TO_INSTALL, List.of("../web/install.js", "."), "");
    for (int each = 1; each <= AT_ONCE; each++) {
      FREE.add(Service.start(HERE.resolve("target/service-" + each + ".log")));
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    for (Service service : FREE) {
      service.stop();
    }
  }

  @TestFactory
  List<DynamicTest> walks() throws IOException {
    String only = System.getProperty("walk", "");
    try (Stream<Path> files = Files.list(HERE.resolve("tests"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".test.js") && name.startsWith(only))
          .sorted()
          .map(name -> DynamicTest.dynamicTest(name, () -> walk(name)))
          .toList();
    }
  }

  private static void walk(String file) throws InterruptedException {
    Service service = FREE.take();
    try {
      node(
          MINUTES_FOR_A_FILE,
          List.of("--test", "--test-reporter=spec", "tests/" + file),
          service.baseUrl());
    } finally {
      FREE.add(service);
    }
  }

  private static void node(int minutes, List<String> arguments, String baseUrl) {
    var command = new ArrayList<>(List.of("node"));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(HERE.toFile());
    Path output = HERE.resolve("target/node-" + Math.abs(command.hashCode()) + ".log");
    builder.environment().put("BASE_URL", baseUrl);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    try {
      Files.createDirectories(output.getParent());
      Process process = builder.start();
      boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      String said = Files.readString(output);
      System.out.println(said);
      assertThat(ended).as("%s ended within %d minutes%n%s", command, minutes, said).isTrue();
      assertThat(process.exitValue()).as("%s%n%s", command, said).isZero();
    } catch (IOException noNode) {
      throw new UncheckedIOException("The browser tests need Node.js 20 or later", noNode);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
