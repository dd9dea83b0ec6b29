package se.invanardialog.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The whole service in a process of its own, as {@code mvn -Prun} starts it. */
final class Service implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String FROM_ANYWHERE = "192.0.2.1";

  private static final Duration PATIENCE_FOR_MAIL = Duration.ofSeconds(30);
  private static final Duration PATIENCE_AT_START = Duration.ofSeconds(90);

  private final Process process;
  private final int port;
  private final Path log;
  private String officialsToken = "";

  private Service(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * @param data a folder, or {@code memory}
   */
  static Service start(String data) {
    return start(data, root());
  }

  /**
   * The service with the two functions that residents call standing on a faked table, all else as
   * it is.
   */
  static Service onFakedTable() {
    try {
      Path root = Files.createTempDirectory("faked");
      String template = Files.readString(root().resolve("template.yaml"));
      Files.writeString(
          root.resolve("template.yaml"),
          template
              .replace("se.invanardialog.suggestions.SuggestionFunction", named("Suggestions"))
              .replace("se.invanardialog.signatures.SignatureFunction", named("Signatures")));
      return start("memory", root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String named(String faked) {
    return Service.class.getPackageName() + ".Faked" + faked;
  }

  private static Service start(String data, Path root) {
    try {
      int port = freePort();
      Path log = Files.createTempFile("service", ".log");
      List<String> command = new ArrayList<>();
      command.add(ProcessHandle.current().info().command().orElse("java"));
      command.addAll(
          List.of(
              "--enable-native-access=ALL-UNNAMED",
              "-Xmx2g",
              "-Dport=" + port,
              "-Ddata=" + data,
              "-Ddemo=false",
              "-Droot=" + root,
              "-cp",
              System.getProperty("java.class.path"),
              Attended.class.getName()));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
      builder.directory(root.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
      Service service = new Service(builder.start(), port, log);
      service.untilReady();
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path root() {
    return Path.of(System.getProperty("root", ".")).toAbsolutePath();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private void untilReady() throws IOException {
    Instant until = Instant.now().plus(PATIENCE_AT_START);
    while (process.isAlive() && Instant.now().isBefore(until)) {
      try (Client client = client()) {
        if (client.send("GET", "/local/clock", "").status() == 200) {
          officialsToken =
              client
                  .get("/local/token?roles=moderator,responder,planner,admin&board=")
                  .path("access_token")
                  .asText();
          return;
        }
      } catch (UncheckedIOException notYet) {
        pause(Duration.ofMillis(200));
      }
    }
    process.destroy();
    throw new IllegalStateException("The service did not start:\n" + Files.readString(log));
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped", stopped);
    }
  }

  Client client() {
    return new Client(new Connection(port));
  }

  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Resident memory in megabytes, where the system tells. */
  long residentMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(-1);
    } catch (IOException untold) {
      return -1;
    }
  }

  /** Live heap in megabytes, after a collection. */
  long heapMegabytes() {
    jcmd("GC.run");
    var used = java.util.regex.Pattern.compile("used (\\d+)K").matcher(jcmd("GC.heap_info"));
    return used.find() ? Long.parseLong(used.group(1)) / 1024 : -1;
  }

  private String jcmd(String what) {
    try {
      String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
      Process asked =
          new ProcessBuilder(tool, Long.toString(process.pid()), what)
              .redirectErrorStream(true)
              .start();
      return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException untold) {
      return "";
    }
  }

  Path log() {
    return log;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Somebody with a connection. */
  final class Client implements AutoCloseable {
    private final Connection connection;

    private Client(Connection connection) {
      this.connection = connection;
    }

    Connection.Reply send(String method, String path, String body) {
      return send(method, path, body, FROM_ANYWHERE);
    }

    Connection.Reply send(String method, String path, String body, String address) {
      Map<String, String> headers =
          path.startsWith("/api/official")
              ? Map.of("X-Forwarded-For", address, "Authorization", "Bearer " + officialsToken)
              : Map.of("X-Forwarded-For", address);
      return connection.send(method, path, headers, body);
    }

    JsonNode get(String path) {
      return expect(200, "GET", path, "", FROM_ANYWHERE);
    }

    JsonNode post(int status, String path, JsonNode body) {
      return expect(status, "POST", path, body.toString(), FROM_ANYWHERE);
    }

    /** As often as it is answered that something is not done yet. */
    Connection.Reply whenDone(String method, String path) {
      Connection.Reply reply = send(method, path, "");
      for (int again = 0; again < 100 && reply.status() == 409; again++) {
        pause(Duration.ofMillis(100));
        reply = send(method, path, "");
      }
      return reply;
    }

    JsonNode expect(int status, String method, String path, String body, String address) {
      Connection.Reply reply = send(method, path, body, address);
      if (reply.status() != status) {
        throw new Unexpected(method + " " + path, reply);
      }
      return read(reply.body());
    }

    /**
     * Waits for a mail to somebody with a link to such a page, and answers the link's token, the
     * newest mail's first; empty when none comes.
     */
    String link(String to, String page) {
      long until = System.nanoTime() + PATIENCE_FOR_MAIL.toNanos();
      String token = arrived(to, page);
      for (int pause = 2; token.isEmpty() && System.nanoTime() < until; pause = pause * 2) {
        Service.pause(Duration.ofMillis(Math.min(pause, 200)));
        token = arrived(to, page);
      }
      return token;
    }

    private String arrived(String to, String page) {
      for (JsonNode mail : get("/local/outbox.json?to=" + encoded(to))) {
        for (JsonNode link : mail.path("links")) {
          int at = link.asText().indexOf(page);
          if (at >= 0) {
            return link.asText().substring(at + page.length()).split("[?#]", 2)[0];
          }
        }
      }
      return "";
    }

    /** Waits until stream and queue are drained. */
    void idle() {
      for (int patience = 0; patience < 30; patience++) {
        if (send("GET", "/local/idle", "").status() == 204) {
          return;
        }
      }
      throw new IllegalStateException("The stream was not drained within five minutes");
    }

    Instant now() {
      return Instant.parse(get("/local/clock").path("now").asText());
    }

    void clockTo(Instant until) {
      Connection.Reply reply = send("POST", "/local/clock?until=" + encoded(until.toString()), "");
      if (reply.status() >= 400) {
        throw new Unexpected("POST /local/clock", reply);
      }
    }

    long count(String suggestion) {
      return get("/api/suggestions/" + suggestion + "/count").path("signatures").asLong();
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  /** The service answered something else than the contract says. */
  static final class Unexpected extends RuntimeException {
    private final transient Connection.Reply reply;

    Unexpected(String call, Connection.Reply reply) {
      super(call + " → " + reply.status() + " " + reply.body());
      this.reply = reply;
    }

    Connection.Reply reply() {
      return reply;
    }
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static JsonNode read(String json) {
    try {
      return json.isBlank() ? object() : JSON.readTree(json);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("Not JSON: " + json, broken);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
