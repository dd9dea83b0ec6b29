package se.invanardialog.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Write;

class IdempotencyTest {
  private static final Caller RESIDENT = new Caller.Resident();

  private final InMemoryTable table = new InMemoryTable();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
  private final AtomicInteger acts = new AtomicInteger();
  private final AtomicReference<Callable<Response>> act =
      new AtomicReference<>(() -> Response.json(202, Map.of("n", acts.incrementAndGet())));
  private final HttpHandler handler = handler();

  @Test
  void a_call_repeated_with_its_key_gets_the_same_answer_and_does_nothing_again() {
    Response first = post("key", "{}");
    Response again = post("key", "{}");
    assertThat(first.status()).isEqualTo(202);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("idempotency-replayed", "true");
    assertThat(acts).hasValue(1);
  }

  @Test
  void without_a_key_or_with_another_it_is_another_call() {
    post("key", "{}");
    post("other", "{}");
    handler.answer(Asked.request("POST", "/api/x", RESIDENT, "{}"), "r");
    assertThat(acts).hasValue(3);
  }

  @Test
  void a_key_belongs_to_who_used_it() {
    post("key", "{}");
    var official = new Caller.Official("s", "N", Set.of(Role.ADMIN), Optional.empty());
    handler.answer(Asked.request("POST", "/api/x", official, "{}", Idempotency.HEADER, "key"), "r");
    assertThat(acts).hasValue(2);
  }

  @Test
  void the_same_key_with_another_body_is_refused() {
    post("key", "{}");
    Response other = post("key", "{\"a\":1}");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(acts).hasValue(1);
  }

  @Test
  void an_empty_or_endless_key_is_refused() {
    assertThat(post(" ", "{}").status()).isEqualTo(400);
    assertThat(post("k".repeat(256), "{}").status()).isEqualTo(400);
    assertThat(post("k".repeat(255), "{}").status()).isEqualTo(202);
    assertThat(acts).hasValue(1);
  }

  @Test
  void while_the_first_call_is_carried_out_a_second_is_asked_to_wait() throws Exception {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    act.set(() -> {
      begun.countDown();
      end.await();
      return Response.json(202, Map.of("n", acts.incrementAndGet()));
    });
    try (var others = Executors.newSingleThreadExecutor()) {
      var first = others.submit(() -> post("key", "{}"));
      begun.await();
      Response second = post("key", "{}");
      assertThat(second.status()).isEqualTo(409);
      assertThat(second.headers()).containsKey("retry-after");
      end.countDown();
      assertThat(first.get().status()).isEqualTo(202);
    }
    assertThat(post("key", "{}").status()).isEqualTo(202);
    assertThat(acts).hasValue(1);
  }

  @Test
  void a_call_that_failed_on_our_side_can_be_tried_again_at_once() {
    act.set(() -> {
      throw new IllegalStateException("ours");
    });
    assertThat(post("key", "{}").status()).isEqualTo(500);
    act.set(() -> Response.json(202, Map.of("n", acts.incrementAndGet())));
    assertThat(post("key", "{}").status()).isEqualTo(202);
  }

  @Test
  void input_put_right_can_be_sent_with_the_same_key() {
    act.set(() -> {
      throw new Invalid(List.of(new FieldError("title", "missing", "Skriv")));
    });
    assertThat(post("key", "{}").status()).isEqualTo(422);
    act.set(() -> Response.json(202, Map.of("n", acts.incrementAndGet())));
    assertThat(post("key", "{\"title\":\"x\"}").status()).isEqualTo(202);
  }

  @Test
  void a_call_whose_machine_died_gives_its_key_back_after_the_lease() {
    act.set(() -> {
      throw new Died();
    });
    try {
      post("key", "{}");
    } catch (Died machine) {
      act.set(() -> Response.json(202, Map.of("n", acts.incrementAndGet())));
    }
    assertThat(post("key", "{}").status()).isEqualTo(409);
    now.updateAndGet(at -> at.plusSeconds(61));
    assertThat(post("key", "{}").status()).isEqualTo(202);
    assertThat(post("key", "{}").headers()).containsKey("idempotency-replayed");
    assertThat(acts).hasValue(1);
  }

  @Test
  void a_machine_that_comes_back_late_does_not_overwrite_who_took_over() {
    act.set(() -> {
      now.updateAndGet(at -> at.plusSeconds(61));
      act.set(() -> Response.json(202, Map.of("n", "second")));
      assertThat(post("key", "{}").body()).contains("second");
      return Response.json(202, Map.of("n", "first"));
    });
    assertThat(post("key", "{}").body()).contains("first");
    assertThat(post("key", "{}").body()).contains("second");
  }

  @Test
  void a_key_is_forgotten_after_a_day() {
    post("key", "{}");
    now.updateAndGet(at -> at.plus(Duration.ofDays(1)).plusSeconds(1));
    post("key", "{\"a\":1}");
    assertThat(acts).hasValue(2);
  }

  @Test
  void of_many_at_once_one_acts() throws Exception {
    try (var people = Executors.newFixedThreadPool(8)) {
      for (var one :
          people.invokeAll(
              IntStream.range(0, 200)
                  .<Callable<Response>>mapToObj(n -> () -> post("key", "{}"))
                  .toList())) {
        assertThat(one.get().status()).isIn(202, 409);
      }
    }
    assertThat(acts).hasValue(1);
  }

  @Test
  void a_crash_between_act_and_answer_is_told_as_in_progress_not_done_twice() {
    table.faults(
        new InMemoryTable.Faults() {
          private int writes;

          @Override
          public void before(List<Write> all) {
            if (++writes == 2) {
              throw new Died();
            }
          }
        });
    try {
      post("key", "{}");
    } catch (Died machine) {
      assertThat(post("key", "{}").status()).isEqualTo(409);
    }
    assertThat(acts).hasValue(1);
  }

  private Response post(String key, String body) {
    return handler.answer(
        Asked.request("POST", "/api/x", RESIDENT, body, Idempotency.HEADER, key), "r");
  }

  private HttpHandler handler() {
    return new HttpHandler(
        List.of(
            Route.open(
                "POST /api/x",
                request -> {
                  try {
                    return act.get().call();
                  } catch (RuntimeException | Error fault) {
                    throw fault;
                  } catch (Exception other) {
                    throw new IllegalStateException(other);
                  }
                })),
        new HttpHandlerTest.PlainFaults(),
        new Idempotency(table, now::get)) {};
  }

  private static final class Died extends Error {
    Died() {
      super("The machine died");
    }
  }
}
