package se.invanardialog.browser;

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
import java.util.concurrent.TimeUnit;

/** The built service as a process of its own, on a free port, in memory, empty. */
final class Service {
  private static final Duration START = Duration.ofSeconds(90);

  private final Process process;
  private final String baseUrl;

  private Service(Process process, String baseUrl) {
    this.process = process;
    this.baseUrl = baseUrl;
  }

  static Service start(Path log) throws IOException, InterruptedException {
    int port = freePort();
    Path root = Path.of(System.getProperty("root", "..")).toAbsolutePath().normalize();
    Files.createDirectories(log.getParent());
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            "-Dport=" + port,
            "-Ddata=memory",
            "-Ddemo=false",
            "-Droot=" + root,
            "se.invanardialog.local.Main");
    builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
    builder.directory(root.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    var service = new Service(builder.start(), "http://localhost:" + port);
    service.waitUntilItAnswers(log);
    return service;
  }

  String baseUrl() {
    return baseUrl;
  }

  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private void waitUntilItAnswers(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(baseUrl + "/local/clock")).build();
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
    stop();
    throw new IllegalStateException("The service did not start:\n" + Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
