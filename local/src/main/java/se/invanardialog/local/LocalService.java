package se.invanardialog.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.Platform;
import se.invanardialog.core.log.Log;
import se.invanardialog.local.demo.Demo;
import se.invanardialog.local.http.Answer;
import se.invanardialog.local.http.Assets;
import se.invanardialog.local.http.Exchange;
import se.invanardialog.local.http.Front;
import se.invanardialog.local.http.Gateway;
import se.invanardialog.local.isolated.IsolatedFunction;
import se.invanardialog.local.isolated.Isolation;
import se.invanardialog.local.isolated.Services;
import se.invanardialog.local.lambda.LambdaFunction;
import se.invanardialog.local.lambda.LoadedFunction;
import se.invanardialog.local.mail.LocalMail;
import se.invanardialog.local.mail.LocalSms;
import se.invanardialog.local.mail.MailEvents;
import se.invanardialog.local.mail.Outbox;
import se.invanardialog.local.mail.SmsGateway;
import se.invanardialog.local.pages.LocalPages;
import se.invanardialog.local.pages.OidcPages;
import se.invanardialog.local.queue.LocalSqs;
import se.invanardialog.local.queue.QueuePump;
import se.invanardialog.local.queue.Queues;
import se.invanardialog.local.store.DataFolder;
import se.invanardialog.local.store.GuardedDynamo;
import se.invanardialog.local.store.Parameters;
import se.invanardialog.local.store.SharedReads;
import se.invanardialog.local.store.Store;
import se.invanardialog.local.stream.StreamPump;
import se.invanardialog.local.template.LambdaResource;
import se.invanardialog.local.template.TableResource;
import se.invanardialog.local.template.Template;
import se.invanardialog.local.template.UnreadableTemplate;
import se.invanardialog.local.time.MovableClock;
import se.invanardialog.local.time.Schedules;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * The whole service on this machine: what {@code template.yaml} deploys, on one port. The functions
 * are in this JVM, or isolated in processes of their own.
 */
public final class LocalService implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final List<StreamPump> streams = new CopyOnWriteArrayList<>();
  private final List<QueuePump> pollers = new CopyOnWriteArrayList<>();
  private final Map<String, Platform> platforms = new LinkedHashMap<>();
  private final Options options;
  private final Template template;
  private final Front front;
  private final MovableClock clock;
  private final Queues queues;
  private final Outbox outbox;
  private final Parameters parameters;
  private final Store store;
  private final SharedReads<DynamoDbRequest, Object> reads = new SharedReads<>();
  private boolean closed;

  private LocalService(Options options) {
    this.options = options;
    // The port first: whoever starts the service twice is told so at once.
    this.front = Front.open(options.port());
    parts.push(front);
    try {
      this.template = template(options.template(), baseUrl().toString());
      DataFolder data = open(options.data().map(DataFolder::at).orElseGet(DataFolder::inMemory));
      this.clock = new MovableClock(open(data.journal("clock")));
      this.queues = open(new Queues(template.queues(), clock, data.journal("queue")));
      this.outbox = open(new Outbox(data.file("outbox.jsonl"), clock));
      this.parameters = Parameters.open(data, template);
      this.store = open(Store.open(data, template.table()));
      run(data);
    } catch (RuntimeException failed) {
      close();
      throw failed instanceof UnreadableTemplate unreadable
          ? new StartProblem(String.valueOf(unreadable.getMessage()), unreadable)
          : failed;
    }
  }

  /**
   * Starts, and returns when requests are answered.
   *
   * @throws StartProblem saying what is wrong, for a person
   */
  public static LocalService start(Options options) {
    return new LocalService(options);
  }

  /** The template with the parameters it has on this machine. */
  public static Template template(Path file, String baseUrl) {
    return Template.read(
        file,
        Map.of(
            "BaseUrl",
            baseUrl,
            "MailFrom",
            "invanardialog@havstad.example",
            "MailIdentity",
            "havstad.example",
            "Emulated",
            "yes",
            "OidcIssuer",
            baseUrl + OidcPages.PATH,
            "OidcClientId",
            OidcPages.CLIENT,
            "OidcClientSecret",
            "/invanardialog/oidc-client-secret",
            "OidcRoles",
            OidcPages.ROLES));
  }

  private <T extends AutoCloseable> T open(T part) {
    parts.push(part);
    return part;
  }

  private void run(DataFolder data) {
    for (LambdaResource resource : template.functions()) {
      platforms.put(resource.id(), platform(resource, template.table()));
    }
    List<LambdaFunction> functions = options.isolated() ? isolated() : loaded();
    var schedules = open(new Schedules(clock, data.journal("schedules"), functions));
    for (LambdaFunction function : functions) {
      function
          .resource()
          .queues()
          .forEach(mapping -> pollers.add(open(new QueuePump(queues, mapping, function))));
      function
          .resource()
          .streams()
          .forEach(mapping ->
              streams.add(
                  open(
                      new StreamPump(
                          store,
                          mapping,
                          function,
                          clock,
                          data.journal("stream-" + function.resource().id()),
                          (arn, body) -> queues.send(arn, body, Map.of(), null)))));
    }
    queues.onSend(() -> pollers.forEach(QueuePump::wake));
    var demo = options.demo() ? Demo.unlessBegun(data.journal("demo")) : Demo.none();
    demo.beginIn(clock);
    front.start(answering(functions, schedules));
    // Closed first, so that nobody is answered by a service half taken down.
    parts.remove(front);
    parts.push(front);
    streams.forEach(StreamPump::start);
    pollers.forEach(QueuePump::start);
    schedules.start();
    open(demo).start(this);
  }

  private List<LambdaFunction> loaded() {
    List<LambdaFunction> functions = new ArrayList<>();
    for (LambdaResource resource : template.functions()) {
      functions.add(
          LoadedFunction.load(resource, Objects.requireNonNull(platforms.get(resource.id()))));
    }
    return functions;
  }

  private List<LambdaFunction> isolated() {
    DataFolder folder = open(DataFolder.inMemory());
    Services services = open(new Services(platforms));
    Path root = Objects.requireNonNull(options.template().toAbsolutePath().getParent());
    var isolation = new Isolation(root, folder.file(""), services.address(), clock);
    List<IsolatedFunction> functions = new ArrayList<>();
    for (LambdaResource resource : template.functions()) {
      functions.add(open(isolation.start(resource)));
    }
    functions.forEach(IsolatedFunction::await);
    return List.copyOf(functions);
  }

  private Platform platform(LambdaResource resource, TableResource table) {
    return new Platform(
        resource.environment(),
        clock,
        GuardedDynamo.of(
            store.client(), reads, resource, table, () -> streams.forEach(StreamPump::wake)),
        new LocalSqs(queues, resource),
        new LocalMail(outbox, resource, mailEvents()),
        new LocalSms(outbox, resource),
        parameters.client(resource));
  }

  private MailEvents mailEvents() {
    return new MailEvents(body ->
        template.subscribed("MailEvents").forEach(arn -> queues.send(arn, body, Map.of(), null)));
  }

  private SmsGateway smsGateway() {
    return new SmsGateway(
        URI.create("http://127.0.0.1:" + front.port() + "/sms/in"), () -> key("SMS_IN_KEY"));
  }

  private java.util.function.Function<Exchange, Answer> answering(
      List<LambdaFunction> functions, Schedules schedules) {
    @Nullable LambdaFunction authorizer =
        template
            .authorizer()
            .flatMap(id ->
                functions.stream().filter(each -> each.resource().id().equals(id)).findFirst())
            .orElse(null);
    var gateway = new Gateway(functions, authorizer, clock);
    var assets = new Assets();
    var pages =
        new LocalPages(
            outbox,
            mailEvents(),
            smsGateway()::textIn,
            clock,
            schedules,
            key("SESSION_KEY"),
            new OidcPages(baseUrl().toString(), () -> key("OIDC_CLIENT_SECRET"), clock),
            this::idle,
            queues::sizes);
    return exchange -> {
      String path = exchange.path();
      if (path.startsWith("/assets/")) {
        return assets.answer(exchange.method(), path.substring("/assets/".length()));
      }
      if (path.equals("/favicon.ico")) {
        // Browsers ask for it though every page names its icon.
        return Answer.empty(204).with("cache-control", "public, max-age=86400");
      }
      return pages.answer(exchange).orElseGet(() -> gateway.answer(exchange));
    };
  }

  /** A key's value, by the environment variable that names it. */
  private String key(String variable) {
    return template.functions().stream()
        .map(each -> each.environment().get(variable))
        .filter(Objects::nonNull)
        .findFirst()
        .map(parameters::value)
        .orElseThrow(() -> new StartProblem("template.yaml sets no " + variable));
  }

  public URI baseUrl() {
    return URI.create("http://localhost:" + front.port());
  }

  public InstantSource time() {
    return clock;
  }

  /** Moves the clock to the machine's time where the demo set it back. */
  public void catchUp() {
    if (clock.ahead().isNegative()) {
      clock.move(clock.ahead().negated());
    }
  }

  /** The table, unguarded, for tests and benches that look into it. */
  public software.amazon.awssdk.services.dynamodb.DynamoDbClient dynamo() {
    return store.client();
  }

  public List<LambdaResource> functions() {
    return template.functions();
  }

  /** What each function meets outside itself, by the function's id. */
  public Map<String, Platform> platforms() {
    return Map.copyOf(platforms);
  }

  public String tableName() {
    return template.table().name();
  }

  /**
   * Waits until the stream and the queues are drained; a message that is hidden until later does
   * not count.
   *
   * @return false when that took longer
   */
  public boolean idle(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    while (System.nanoTime() < end) {
      long settled = pollers.stream().mapToLong(QueuePump::settled).sum();
      if (!streamsRead(end)) {
        return false;
      }
      boolean quiet =
          pollers.stream().allMatch(QueuePump::idle)
              && settled == pollers.stream().mapToLong(QueuePump::settled).sum();
      if (quiet) {
        return true;
      }
      pollers.forEach(QueuePump::wake);
      if (!paused()) {
        return false;
      }
    }
    return false;
  }

  /** Whether each stream was read to its end by a reading that began after this call. */
  private boolean streamsRead(long end) {
    for (StreamPump stream : streams) {
      long seen = stream.emptyPasses();
      while (stream.emptyPasses() < seen + 2) {
        stream.hurry();
        if (System.nanoTime() > end || !paused()) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean paused() {
    try {
      Thread.sleep(5);
      return true;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends what is under way and keeps all else for the next start. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception failed) {
        Log.error("stop-failed", failed, "part", part.getClass().getSimpleName());
      }
    }
  }
}
