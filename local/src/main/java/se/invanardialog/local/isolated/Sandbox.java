package se.invanardialog.local.isolated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.invanardialog.local.http.Answer;
import se.invanardialog.local.http.Exchange;
import se.invanardialog.local.http.Front;
import se.invanardialog.local.lambda.InvocationFailure;

/**
 * One execution environment of a function: a process under Lambda's own runtime client, and the
 * Runtime API that the process asks for its work. A snapshot is played by holding the process where
 * Lambda takes one, until it is let on by {@link #restore}.
 */
public final class Sandbox implements AutoCloseable {
  private static final String RUNTIME = "/2018-06-01/runtime";
  private static final Pattern OUTCOME =
      Pattern.compile(RUNTIME + "/invocation/([^/]+)/(response|error)");
  private static final String CREDENTIALS = "/2021-04-23/credentials";
  private static final Duration LONGEST_END = Duration.ofSeconds(3);

  /**
   * How a function's process is started.
   *
   * @param code the folder that the zip was unpacked to
   * @param command before the JVM's own, such as {@code taskset}
   * @param flags the JVM's
   */
  public record Launch(
      RuntimeClient client,
      String id,
      Path code,
      String handler,
      boolean snapshot,
      List<String> command,
      List<String> flags,
      Map<String, String> environment) {}

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Call(
      String id, byte[] event, Instant deadline, CompletableFuture<byte[]> outcome) {}

  /** Lets whoever waits for a call go, when the process that asked has ended. */
  private static final Call END =
      new Call("", new byte[0], Instant.EPOCH, new CompletableFuture<>());

  private final Launch launch;
  private final Front front = Front.forFunctions();
  private final CompletableFuture<@Nullable Void> initialized = new CompletableFuture<>();
  private final CountDownLatch restored = new CountDownLatch(1);
  private final BlockingQueue<Call> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Call> underWay = new ConcurrentHashMap<>();
  private final Process process;
  private final CompletableFuture<@Nullable Void> end;

  private Sandbox(Launch launch) throws IOException {
    this.launch = launch;
    front.start(this::answer);
    this.process = builder(launch, "127.0.0.1:" + front.port()).start();
    Thread.ofPlatform().daemon().name("output-" + launch.id()).start(this::passOn);
    this.end = process.onExit().thenAccept(this::ended);
  }

  /** Starts the process, and does not wait for it. */
  public static Sandbox start(Launch launch) {
    try {
      return new Sandbox(launch);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static ProcessBuilder builder(Launch launch, String address) {
    var command = new ArrayList<>(launch.command());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(launch.flags());
    command.addAll(launch.client().arguments(launch.handler()));
    var builder =
        new ProcessBuilder(command).directory(launch.code().toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(launch.environment());
    environment.putAll(
        Map.of(
            "AWS_LAMBDA_RUNTIME_API",
            address,
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "http://" + address + CREDENTIALS,
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            launch.id(),
            "AWS_LAMBDA_FUNCTION_NAME",
            launch.id(),
            "AWS_LAMBDA_FUNCTION_VERSION",
            "1",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            launch.snapshot() ? "snap-start" : "on-demand",
            "AWS_REGION",
            "eu-north-1",
            "LAMBDA_TASK_ROOT",
            launch.code().toString(),
            "_HANDLER",
            launch.handler(),
            "LANG",
            "C.UTF-8"));
    return builder;
  }

  /** Line by line, for others write to the same place. */
  private void passOn() {
    process.inputReader(StandardCharsets.UTF_8).lines().forEach(System.out::println);
  }

  public boolean alive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /**
   * Waits until the function is made, and where it has a snapshot, until that could be taken.
   *
   * @throws InvocationFailure when it can't be made
   */
  public void await(Duration longest) {
    outcome(initialized, longest);
  }

  /** Lets the process on from where its snapshot is taken. */
  public void restore() {
    restored.countDown();
  }

  /**
   * @throws InvocationFailure when the function throws, dies, or takes longer, when it is ended
   */
  public byte[] invoke(byte[] event, Duration longest) {
    var call =
        new Call(
            UUID.randomUUID().toString(),
            event,
            Instant.now().plus(longest),
            new CompletableFuture<>());
    underWay.put(call.id(), call);
    waiting.add(call);
    try {
      if (!alive()) {
        ended(process);
      }
      return outcome(call.outcome(), longest);
    } finally {
      underWay.remove(call.id());
    }
  }

  private <T extends @Nullable Object> T outcome(CompletableFuture<T> future, Duration longest) {
    try {
      return future.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      process.destroyForcibly();
      end.join();
      throw failure("Timed out after " + longest);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof InvocationFailure failure
          ? failure
          : new IllegalStateException(failed);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw failure("Interrupted");
    }
  }

  private InvocationFailure failure(String what) {
    return new InvocationFailure(launch.id(), new IllegalStateException(what));
  }

  private void ended(Process ended) {
    var died = failure("Its process ended, " + ended.exitValue());
    initialized.completeExceptionally(died);
    restored.countDown();
    waiting.add(END);
    underWay.values().forEach(call -> call.outcome().completeExceptionally(died));
  }

  private Answer answer(Exchange exchange) {
    String path = exchange.path();
    var outcome = OUTCOME.matcher(path);
    if (outcome.matches()) {
      return settled(exchange, outcome.group(1), outcome.group(2).equals("response"));
    }
    try {
      return switch (path.startsWith(RUNTIME) ? path.substring(RUNTIME.length()) : path) {
        case "/invocation/next" -> next();
        case "/restore/next" -> {
          initialized.complete(null);
          restored.await();
          yield Answer.empty(200);
        }
        case "/init/error", "/restore/error" -> {
          initialized.completeExceptionally(failure(errorType(exchange)));
          yield Answer.empty(202);
        }
        case CREDENTIALS -> credentials();
        default -> Answer.gateway(404, "Not Found");
      };
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Answer.gateway(503, "Stopped");
    }
  }

  private Answer next() throws InterruptedException {
    initialized.complete(null);
    Call call = waiting.take();
    if (call.equals(END)) {
      return Answer.gateway(503, "Nobody asks");
    }
    return Answer.of(200, "application/json", call.event())
        .with("lambda-runtime-aws-request-id", call.id())
        .with("lambda-runtime-deadline-ms", Long.toString(call.deadline().toEpochMilli()))
        .with(
            "lambda-runtime-invoked-function-arn",
            "arn:aws:lambda:eu-north-1:000000000000:function:local-" + launch.id() + ":live");
  }

  private Answer settled(Exchange exchange, String id, boolean response) {
    @Nullable Call call = underWay.get(id);
    if (call != null && response) {
      call.outcome().complete(exchange.body());
    } else if (call != null) {
      call.outcome().completeExceptionally(failure(errorType(exchange)));
    }
    return Answer.json(202, Map.of("status", "OK"));
  }

  private static String errorType(Exchange exchange) {
    return exchange.header("lambda-runtime-function-error-type").orElse("Unknown");
  }

  /** As Lambda hands them to a function that starts from a snapshot, where they may not be kept. */
  private Answer credentials() {
    return Answer.json(
        200,
        Map.of(
            "AccessKeyId",
            launch.id(),
            "SecretAccessKey",
            "secret",
            "Token",
            "token",
            "Expiration",
            Instant.now().plus(Duration.ofHours(6)).toString()));
  }

  @Override
  public void close() {
    process.destroy();
    end.completeOnTimeout(null, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS).join();
    process.destroyForcibly();
    front.close();
  }
}
