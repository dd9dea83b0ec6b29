package se.invanardialog.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import se.invanardialog.bench.cold.BareFunction;
import se.invanardialog.bench.cold.BarestFunction;
import se.invanardialog.bench.cold.EmptyFunction;
import se.invanardialog.bench.cold.OneGet;
import se.invanardialog.local.LocalService;
import se.invanardialog.local.Options;
import se.invanardialog.local.isolated.Isolation;
import se.invanardialog.local.isolated.RuntimeClient;
import se.invanardialog.local.isolated.Sandbox;
import se.invanardialog.local.isolated.Services;
import se.invanardialog.local.template.LambdaResource;

/**
 * How long a resident waits for a function that nobody has used: each zip under Lambda's runtime
 * client, pinned to one core, beside a function that does nothing and two that get one item.
 */
public final class ColdStarting {
  private static final double LONGEST_PRIMED_MILLIS = 60;
  private static final double LARGEST_SHARE_OF_BAREST = 1.1;
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final long SETTLE_MILLIS = 500;
  private static final List<String> ONE_CORE = List.of("taskset", "-c", "0");

  private enum Start {
    SPAWNED,
    UNPRIMED,
    PRIMED
  }

  /**
   * @param as whose environment it has
   * @param code its unpacked zip
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Contestant(
      String name,
      LambdaResource as,
      String handler,
      Path code,
      byte[] event,
      Latencies spawned,
      Latencies unprimed,
      Latencies primed) {
    Contestant(String name, LambdaResource as, String handler, Path code, byte[] event) {
      this(name, as, handler, code, event, new Latencies(), new Latencies(), new Latencies());
    }

    Latencies of(Start start) {
      return switch (start) {
        case SPAWNED -> spawned;
        case UNPRIMED -> unprimed;
        case PRIMED -> primed;
      };
    }

    double millis(Start start) {
      return of(start).millis(0.5);
    }
  }

  private final Path root;
  private final Path folder;
  private final LocalService service;
  private final RuntimeClient client;
  private final Services services;
  private final Findings findings = new Findings();

  private ColdStarting(Path root, Path folder, LocalService service, Services services) {
    this.root = root;
    this.folder = folder;
    this.service = service;
    this.services = services;
    this.client = RuntimeClient.in(folder);
  }

  /**
   * @param arguments how often each is started; 5 when left out
   */
  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    Path root = Path.of(System.getProperty("root", "."));
    Path folder = Files.createTempDirectory("coldstart");
    int exit;
    try (LocalService service =
            LocalService.start(Options.forTests(root.resolve("template.yaml")));
        Services services = new Services(service.platforms())) {
      exit = new ColdStarting(root, folder, service, services).run(rounds);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    System.exit(exit);
  }

  private int run(int rounds) throws IOException {
    var empty = bare("empty", EmptyFunction.class);
    var barest = bare("barest: one get, event unread", BarestFunction.class);
    var bare = bare("bare: one get, AWS's event read", BareFunction.class);
    List<Contestant> ours = ours();
    List<Contestant> all = Stream.concat(Stream.of(empty, barest, bare), ours.stream()).toList();
    for (int round = 0; round < rounds; round++) {
      for (Contestant each : all) {
        for (Start start : Start.values()) {
          each.of(start).add(first(each, start));
        }
      }
    }
    findings.heading("Milliseconds to the first response, one core, middle of " + rounds);
    findings.say("| function | spawned | of barest | restored | of barest | restored, primed |");
    findings.say("|---|---|---|---|---|---|");
    for (Contestant each : all) {
      findings.say(
          "| %s | %.0f | %.2f | %.0f | %.2f | %.0f |",
          each.name(),
          each.millis(Start.SPAWNED),
          share(each, barest, Start.SPAWNED),
          each.millis(Start.UNPRIMED),
          share(each, barest, Start.UNPRIMED),
          each.millis(Start.PRIMED));
    }
    findings.heading("Promises");
    for (Contestant each : ours) {
      findings.atMost(
          each.name() + " restored, primed, ms", LONGEST_PRIMED_MILLIS, each.millis(Start.PRIMED));
      findings.atMost(
          each.name() + " restored, unprimed, of the barest function",
          LARGEST_SHARE_OF_BAREST,
          share(each, barest, Start.UNPRIMED));
    }
    return findings.end();
  }

  private static double share(Contestant each, Contestant of, Start start) {
    return each.millis(start) / of.millis(start);
  }

  private long first(Contestant each, Start start) {
    var flags =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx" + each.as().memoryMegabytes() + "m"));
    if (start == Start.PRIMED) {
      flags.add(RuntimeClient.HOOKS);
    }
    var environment = new LinkedHashMap<>(each.as().environment());
    environment.put("AWS_ENDPOINT_URL", services.address());
    var launch =
        new Sandbox.Launch(
            client,
            each.as().id(),
            each.code(),
            each.handler(),
            start != Start.SPAWNED,
            ONE_CORE,
            flags,
            environment);
    long began = System.nanoTime();
    try (Sandbox sandbox = Sandbox.start(launch)) {
      if (start != Start.SPAWNED) {
        sandbox.await(LONGEST);
        Thread.sleep(SETTLE_MILLIS);
        began = System.nanoTime();
        sandbox.restore();
      }
      sandbox.invoke(each.event(), LONGEST);
      return System.nanoTime() - began;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
  }

  /** Each function behind the HTTP API, with its example in events/. */
  private List<Contestant> ours() throws IOException {
    findings.heading("Zips, MB");
    Map<String, Path> unpacked = new LinkedHashMap<>();
    var ours = new ArrayList<Contestant>();
    for (LambdaResource each : behindHttp()) {
      Path code = unpacked.computeIfAbsent(each.code(), this::unpack);
      ours.add(
          new Contestant(each.id(), each, each.handler(), code, Files.readAllBytes(event(each))));
    }
    return ours;
  }

  private List<LambdaResource> behindHttp() {
    return service.functions().stream().filter(each -> Files.exists(event(each))).toList();
  }

  private Path event(LambdaResource function) {
    String name = function.id().replace("Function", "").toLowerCase(Locale.ROOT);
    return root.resolve("events/" + name + "-http.json");
  }

  private Path unpack(String zip) {
    try {
      Path file = root.resolve(zip);
      findings.say("%-45s %5.1f", zip, Files.size(file) / 1e6);
      return Isolation.unpack(file, folder.resolve(zip.replace('/', '-')));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * A class with the libraries of a function that takes AWS's events, without anything of ours, and
   * with what another function may do.
   */
  private Contestant bare(String name, Class<?> type) throws IOException {
    LambdaResource other = behindHttp().getFirst();
    String zip = "functions/results/target/function.zip";
    Path code = Isolation.unpack(root.resolve(zip), folder.resolve(type.getSimpleName()));
    Path libraries = code.resolve("lib");
    try (Stream<Path> jars = Files.list(libraries)) {
      for (Path jar : jars.filter(each -> each.toString().endsWith("-1.jar")).toList()) {
        Files.delete(jar);
      }
    }
    try (var jar = new JarOutputStream(Files.newOutputStream(libraries.resolve("bare.jar")))) {
      for (Class<?> each : List.of(type, OneGet.class)) {
        String entry = each.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new ZipEntry(entry));
        try (var in = Objects.requireNonNull(each.getResourceAsStream("/" + entry))) {
          in.transferTo(jar);
        }
      }
    }
    return new Contestant(name, other, type.getName(), code, Files.readAllBytes(event(other)));
  }
}
