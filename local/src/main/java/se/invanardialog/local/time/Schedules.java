package se.invanardialog.local.time;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.log.Log;
import se.invanardialog.local.lambda.InvocationFailure;
import se.invanardialog.local.lambda.LambdaFunction;
import se.invanardialog.local.store.Journal;
import se.invanardialog.local.template.LambdaResource.ScheduleResource;

/** Fires the template's schedules by the service's time, also what was due while it stood still. */
public final class Schedules implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 500;
  private static final long LARGEST_JOURNAL_BYTES = 100_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MovableClock clock;
  private final Journal journal;
  private final Map<String, Instant> fired = new LinkedHashMap<>();
  private final List<Scheduled> all = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch stop = new CountDownLatch(1);

  private record Scheduled(
      ScheduleResource schedule, Timetable timetable, LambdaFunction function, ReentrantLock turn) {
    String name() {
      return schedule.name();
    }
  }

  /** What came of firing a schedule by hand. */
  public enum Outcome {
    DONE,
    FAILED,
    UNKNOWN
  }

  public Schedules(MovableClock clock, Journal journal, List<LambdaFunction> functions) {
    this.clock = clock;
    this.journal = journal;
    for (LambdaFunction function : functions) {
      for (ScheduleResource each : function.resource().schedules()) {
        Timetable timetable = Timetable.of(each.expression(), each.timezone());
        all.add(new Scheduled(each, timetable, function, new ReentrantLock()));
      }
    }
    for (String line : journal.open()) {
      int space = line.indexOf(' ');
      fired.put(line.substring(space + 1), Instant.parse(line.substring(0, space)));
    }
    Instant now = clock.instant();
    all.forEach(each -> fired.putIfAbsent(each.name(), now));
    rewrite();
  }

  public void start() {
    for (Scheduled each : all) {
      threads.add(
          Thread.ofPlatform().daemon().name("schedule-" + each.name()).start(() -> follow(each)));
    }
  }

  private void follow(Scheduled each) {
    try {
      while (!stop.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        fireIfDue(each);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Fires each that has become due, once, and returns when all have run. */
  public void fireDue() {
    all.forEach(this::fireIfDue);
  }

  private void fireIfDue(Scheduled each) {
    each.turn().lock();
    try {
      if (!clock.instant().isBefore(due(each))) {
        fire(each);
      }
    } finally {
      each.turn().unlock();
    }
  }

  private Instant due(Scheduled each) {
    synchronized (fired) {
      return each.timetable().next(fired.getOrDefault(each.name(), Instant.EPOCH));
    }
  }

  /** Fires one now, by its own name or its function's. */
  public Outcome run(String name) {
    Optional<Scheduled> found =
        all.stream()
            .filter(
                each -> each.name().equals(name) || each.function().resource().id().equals(name))
            .findFirst();
    if (found.isEmpty()) {
      return Outcome.UNKNOWN;
    }
    found.get().turn().lock();
    try {
      return fire(found.get()) ? Outcome.DONE : Outcome.FAILED;
    } finally {
      found.get().turn().unlock();
    }
  }

  public List<String> names() {
    return all.stream().map(Scheduled::name).toList();
  }

  public Map<String, Instant> nextTimes() {
    var times = new LinkedHashMap<String, Instant>();
    all.forEach(each -> times.put(each.name(), due(each)));
    return times;
  }

  private boolean fire(Scheduled each) {
    Instant now = clock.instant();
    remember(each.name(), now);
    try {
      each.function().invoke(event(each, now));
      return true;
    } catch (InvocationFailure failure) {
      @Nullable Throwable cause = failure.getCause();
      Log.error("schedule-failed", cause == null ? failure : cause, "schedule", each.name());
      return false;
    }
  }

  private void remember(String name, Instant at) {
    synchronized (fired) {
      fired.put(name, at);
      journal.append(at + " " + name);
      if (journal.bytes() > LARGEST_JOURNAL_BYTES) {
        rewrite();
      }
    }
  }

  private void rewrite() {
    journal.rewrite(
        fired.entrySet().stream().map(each -> each.getValue() + " " + each.getKey()).toList());
  }

  private static byte[] event(Scheduled each, Instant now) {
    if (!each.schedule().input().isEmpty()) {
      return each.schedule().input().getBytes(StandardCharsets.UTF_8);
    }
    var event = new LinkedHashMap<String, Object>();
    event.put("version", "0");
    event.put("id", UUID.randomUUID().toString());
    event.put("detail-type", "Scheduled Event");
    event.put("source", "aws.scheduler");
    event.put("account", "000000000000");
    event.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", "eu-north-1");
    event.put(
        "resources",
        List.of("arn:aws:scheduler:eu-north-1:000000000000:schedule/default/" + each.name()));
    event.put("detail", "{}");
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    stop.countDown();
    for (Thread thread : threads) {
      try {
        thread.join(5_000);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
    journal.close();
  }
}
