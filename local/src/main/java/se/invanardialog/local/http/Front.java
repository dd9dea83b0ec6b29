package se.invanardialog.local.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.log.Log;
import se.invanardialog.local.StartProblem;

/** The HTTP server on this machine only, as API Gateway and the CDN are it on AWS. */
public final class Front implements AutoCloseable {
  /** API Gateway's own limit. */
  public static final int LARGEST_BODY = 10 * 1_024 * 1_024;

  private static final int THREADS = 64;
  private static final long STOP_MILLIS = 3_000;
  private static final int SMALLEST_COMPRESSED = 1_000;
  private static final long MOST_PASSED_OVER = 64L * 1_024 * 1_024;
  private static final int LONGEST_HEADERS = 10_240;
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);
  private static final int LONGEST_ERROR_HEADERS = 2 * 1_024 * 1_024;

  private final Server server;
  private final ServerConnector connector;

  private Front(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Takes the port, and answers only when {@link #start} was called.
   *
   * @param port 0 for any free one
   * @throws StartProblem when the port is taken
   */
  public static Front open(int port) {
    return open(port, LONGEST_HEADERS, LONGEST_IDLE);
  }

  /** On any free port, for functions: they wait as long as it takes, and tell errors in headers. */
  public static Front forFunctions() {
    return open(0, LONGEST_ERROR_HEADERS, Duration.ZERO);
  }

  private static Front open(int port, int longestHeaders, Duration longestIdle) {
    var threads = new QueuedThreadPool(THREADS);
    threads.setName("http");
    threads.setDaemon(true);
    var server = new Server(threads);
    var configuration = new HttpConfiguration();
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(true);
    configuration.setRequestHeaderSize(longestHeaders);
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setReuseAddress(true);
    connector.setIdleTimeout(longestIdle.toMillis());
    server.addConnector(connector);
    server.setStopTimeout(STOP_MILLIS);
    try {
      connector.open();
    } catch (IOException taken) {
      throw new StartProblem(
          taken instanceof BindException || taken.getCause() instanceof BindException
              ? "Port " + port + " is taken. Choose another with -Dport=NUMBER."
              : "Port " + port + " can't be opened: " + taken.getMessage(),
          taken);
    }
    return new Front(server, connector);
  }

  public int port() {
    return connector.getLocalPort();
  }

  public void start(Function<Exchange, Answer> answering) {
    server.setHandler(new Handling(answering));
    try {
      server.start();
    } catch (Exception failed) {
      throw new StartProblem("The HTTP server can't start: " + failed.getMessage(), failed);
    }
  }

  private static final class Handling extends Handler.Abstract {
    private final Function<Exchange, Answer> answering;

    Handling(Function<Exchange, Answer> answering) {
      this.answering = answering;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      byte @Nullable [] body = body(request);
      Answer answer;
      if (body == null) {
        answer = Answer.gateway(413, "Request Entity Too Large").with("connection", "close");
      } else {
        Exchange exchange = exchange(request, body);
        answer = compressed(exchange, answer(exchange));
      }
      response.setStatus(answer.status());
      answer.headers().forEach(response.getHeaders()::put);
      answer.cookies().forEach(cookie -> response.getHeaders().add("set-cookie", cookie));
      boolean bodyless =
          request.getMethod().equals("HEAD") || answer.status() == 204 || answer.status() == 304;
      if (!bodyless) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
      }
      response.write(true, bodyless ? null : ByteBuffer.wrap(answer.body()), callback);
      return true;
    }

    private Answer answer(Exchange exchange) {
      try {
        return answering.apply(exchange);
      } catch (RuntimeException fault) {
        Log.error("local-failed", fault, "method", exchange.method());
        return Answer.gateway(500, "Internal Server Error");
      }
    }

    /** Null when it is longer than API Gateway takes. */
    private static byte @Nullable [] body(Request request) throws IOException {
      long length = request.getLength();
      if (length == 0) {
        return new byte[0];
      }
      try (var in = Content.Source.asInputStream(request)) {
        byte[] body = in.readNBytes(LARGEST_BODY + 1);
        if (body.length <= LARGEST_BODY) {
          return body;
        }
        // Read on for a while: a sender whose connection breaks never sees the answer.
        in.skip(MOST_PASSED_OVER);
        return null;
      }
    }

    private static Exchange exchange(Request request, byte[] body) {
      var headers = new LinkedHashMap<String, String>();
      var cookies = new ArrayList<String>();
      for (HttpField field : request.getHeaders()) {
        String name = field.getLowerCaseName();
        @Nullable String value = field.getValue();
        if (name.equals("cookie")) {
          for (String cookie : (value == null ? "" : value).split(";")) {
            if (!cookie.isBlank()) {
              cookies.add(cookie.strip());
            }
          }
        } else {
          headers.merge(name, value == null ? "" : value, (one, two) -> one + "," + two);
        }
      }
      var uri = request.getHttpURI();
      @Nullable String path = uri.getPath();
      @Nullable String query = uri.getQuery();
      return new Exchange(
          request.getMethod(),
          path == null || !path.startsWith("/") ? "/" : path,
          query == null ? "" : query,
          headers,
          List.copyOf(cookies),
          body,
          source(request, headers.get("x-forwarded-for")),
          request.getConnectionMetaData().getProtocol());
    }

    private static String source(Request request, @Nullable String forwarded) {
      if (forwarded != null && !forwarded.isBlank()) {
        int comma = forwarded.indexOf(',');
        return (comma < 0 ? forwarded : forwarded.substring(0, comma)).strip();
      }
      return request.getConnectionMetaData().getRemoteSocketAddress()
              instanceof InetSocketAddress remote
          ? remote.getAddress().getHostAddress()
          : "";
    }

    /** As the CDN does for what can be made smaller. */
    private static Answer compressed(Exchange exchange, Answer answer) throws IOException {
      @Nullable String type = answer.type();
      boolean worth =
          answer.body().length >= SMALLEST_COMPRESSED
              && type != null
              && (type.startsWith("text/") || type.contains("json") || type.contains("svg"))
              && !answer.headers().containsKey("content-encoding");
      if (!worth) {
        return answer;
      }
      boolean wanted =
          exchange.header("accept-encoding").orElse("").toLowerCase(Locale.ROOT).contains("gzip");
      Answer varied = answer.with("vary", "accept-encoding");
      if (!wanted) {
        return varied;
      }
      var smaller = new ByteArrayOutputStream(answer.body().length / 3);
      try (var gzip = new GZIPOutputStream(smaller)) {
        gzip.write(answer.body());
      }
      return new Answer(varied.status(), varied.headers(), varied.cookies(), smaller.toByteArray())
          .with("content-encoding", "gzip");
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failed) {
      Log.error("http-stop-failed", failed);
    }
  }
}
