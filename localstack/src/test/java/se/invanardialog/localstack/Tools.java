package se.invanardialog.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The programs that {@code install} has put there, each started with nothing of the machine's AWS.
 */
final class Tools {
  static final Path ROOT = Path.of(System.getProperty("root", "..")).toAbsolutePath().normalize();
  static final Path FOLDER =
      Path.of(System.getProperty("tools", "target/tools")).toAbsolutePath().normalize();

  private static final Duration START = Duration.ofMinutes(10);

  private Tools() {}

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** What every caller of an emulated AWS says: any key does. */
  static Map<String, String> caller(String endpoint) {
    return Map.of(
        "AWS_ENDPOINT_URL", endpoint,
        "AWS_ACCESS_KEY_ID", "test",
        "AWS_SECRET_ACCESS_KEY", "test",
        "AWS_DEFAULT_REGION", "eu-north-1",
        "AWS_EC2_METADATA_DISABLED", "true",
        "SAM_CLI_TELEMETRY", "0");
  }

  /**
   * A server.
   *
   * @param answers gives 200 when it is there
   */
  record Server(Process process, Path log, URI answers) {}

  static Server serve(
      String log, List<String> command, Map<String, String> environment, URI answers)
      throws IOException {
    Path file = FOLDER.resolve(log);
    return new Server(start(file, command, environment), file, answers);
  }

  static void await(Server server) throws IOException, InterruptedException {
    Process process = server.process();
    long end = System.nanoTime() + START.toNanos();
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(server.answers()).timeout(Duration.ofSeconds(5)).build();
      while (System.nanoTime() < end && process.isAlive()) {
        try {
          if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          Thread.sleep(200);
        }
      }
    }
    end(process);
    throw new IllegalStateException("Did not start:\n" + Files.readString(server.log()));
  }

  /**
   * Runs a program to its end.
   *
   * @return what it said
   * @throws IllegalStateException when it failed
   */
  static String run(
      String log, List<String> command, Map<String, String> environment, Duration patience)
      throws IOException, InterruptedException {
    Path file = FOLDER.resolve(log);
    Process process = start(file, command, environment);
    boolean ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
    end(process);
    String said = Files.readString(file);
    if (!ended || process.exitValue() != 0) {
      throw new IllegalStateException(command + (ended ? "" : " took too long") + ":\n" + said);
    }
    return said;
  }

  private static Process start(Path log, List<String> command, Map<String, String> environment)
      throws IOException {
    var whole = new ArrayList<>(command);
    whole.set(0, FOLDER.resolve(command.getFirst()).toString());
    var builder = new ProcessBuilder(whole).directory(ROOT.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
    return process;
  }

  /** Ends it, and with it what it has started. */
  static void end(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException hurried) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    started.forEach(ProcessHandle::destroyForcibly);
  }
}
