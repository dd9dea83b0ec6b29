package se.invanardialog.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Stands before moto's SES and SNS, which LocalStack lacks or takes no telephone numbers in: notes
 * what they took, and can say for a while that they have too much to do.
 */
final class PostOffice implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUSY =
      """
      {"message": "Too many requests", "code": "TooManyRequestsException"}\
      """;

  private final HttpServer server;
  private final URI moto;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Post> taken = new CopyOnWriteArrayList<>();
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  /**
   * @param to an address or a number
   */
  record Post(String to, String text) {}

  PostOffice(URI moto) throws IOException {
    this.moto = moto;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What has been taken for somebody, in the order it came. */
  List<Post> to(String receiver) {
    return taken.stream().filter(post -> post.to().equals(receiver)).toList();
  }

  /** Takes nothing more for this receiver. */
  void hold(String receiver) {
    held.add(receiver);
  }

  void release(String receiver) {
    held.remove(receiver);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Post post = read(exchange.getRequestHeaders().getFirst("content-type"), body);
      if (held.contains(post.to())) {
        exchange.getResponseHeaders().set("x-amzn-errortype", "TooManyRequestsException");
        answer(exchange, 429, BUSY.getBytes(StandardCharsets.UTF_8));
        return;
      }
      HttpResponse<byte[]> response = forward(exchange, body);
      response
          .headers()
          .firstValue("content-type")
          .ifPresent(type -> exchange.getResponseHeaders().set("content-type", type));
      if (response.statusCode() == 200 && !post.to().isEmpty()) {
        taken.add(post);
      }
      answer(exchange, response.statusCode(), response.body());
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    var request =
        HttpRequest.newBuilder(moto.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    for (String name : List.of("content-type", "authorization", "x-amz-date")) {
      if (exchange.getRequestHeaders().containsKey(name)) {
        request.header(name, exchange.getRequestHeaders().getFirst(name));
      }
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IOException(hurried);
    }
  }

  /** A letter as SES v2 is given it, or a text message as SNS is; another call is to nobody. */
  private static Post read(String type, byte[] body) throws IOException {
    String text = new String(body, StandardCharsets.UTF_8);
    if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
      Map<String, String> fields =
          Arrays.stream(text.split("&"))
              .map(pair -> pair.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> decoded(pair[1])));
      return new Post(fields.getOrDefault("PhoneNumber", ""), fields.getOrDefault("Message", ""));
    }
    JsonNode letter = JSON.readTree(body);
    return new Post(
        letter.at("/Destination/ToAddresses/0").asText(),
        letter.at("/Content/Simple/Body/Text/Data").asText());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
