package se.invanardialog.core.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import se.invanardialog.core.log.Log;

/**
 * What a function behind the HTTP API does once before its snapshot is taken, so that whoever comes
 * first after it finds everything loaded: it asks itself for each of its open pages that needs no
 * parameter. Only reads, and as nobody. What fails is noted and fails alone.
 */
final class Priming implements Resource {
  private static final String SOURCE = "127.0.0.1";

  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  /** No id and no token of ours. */
  private static final String NOBODYS = "none";

  private final HttpHandler handler;

  private Priming(HttpHandler handler) {
    this.handler = handler;
  }

  /** To be kept by the handler: whoever takes the snapshot remembers it only weakly. */
  static Priming of(HttpHandler handler) {
    var priming = new Priming(handler);
    Core.getGlobalContext().register(priming);
    return priming;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    for (String route : routes()) {
      try {
        handler.handleRequest(read(route), OutputStream.nullOutputStream(), null);
      } catch (IOException | RuntimeException | LinkageError fault) {
        Log.error("prime-failed", fault, "route", route);
      }
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}

  /** Those that name nothing; where there are none, those that name what is not there. */
  private List<String> routes() {
    List<String> open =
        handler.access().entrySet().stream()
            .filter(each -> each.getValue().equals(Access.everyone()))
            .map(Map.Entry::getKey)
            .filter(key -> key.startsWith("GET "))
            .toList();
    List<String> plain = open.stream().filter(key -> !key.contains("{")).toList();
    return plain.isEmpty() ? open : plain;
  }

  private static ByteArrayInputStream read(String route) {
    var parameters = new HashMap<String, String>();
    PARAMETER.matcher(route).results().forEach(one -> parameters.put(one.group(1), NOBODYS));
    String path = PARAMETER.matcher(route.substring("GET ".length())).replaceAll(NOBODYS);
    return new ByteArrayInputStream(HttpApi.reading(route, path, parameters, SOURCE));
  }
}
