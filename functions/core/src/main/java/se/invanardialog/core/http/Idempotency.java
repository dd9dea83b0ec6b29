package se.invanardialog.core.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;

/**
 * {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header): a call repeated with the
 * same key gets the first call's answer and does nothing again. A key belongs to its caller and
 * route; with another body it is refused.
 */
public final class Idempotency {
  public static final String HEADER = "idempotency-key";
  private static final Duration KEPT = Duration.ofHours(24);

  /** A call that died without an answer gives its key back after this. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private static final int LONGEST_KEY = 255;
  private static final int LONGEST_ANSWER_KEPT = 300_000;

  private final Table table;
  private final InstantSource time;

  public Idempotency(Table table, InstantSource time) {
    this.table = table;
    this.time = time;
  }

  Response once(Request request, Supplier<Response> act) {
    Optional<String> given = request.header(HEADER);
    if (given.isEmpty()) {
      return act.get();
    }
    if (given.get().isBlank() || given.get().length() > LONGEST_KEY) {
      return Response.problem(
          400,
          "idempotency-key",
          "Idempotency-Key must have 1 to 255 characters",
          "Send another key.",
          List.of());
    }
    String caller =
        request.caller() instanceof Caller.Official official
            ? official.subject()
            : request.source();
    Key key = Keys.idempotency(hash(request.method(), request.path(), caller, given.get()));
    String body = hash(request.body());
    Instant now = time.instant();
    Item claim =
        Item.at(key)
            .with("body", body)
            .with("leaseUntil", now.plus(LEASE))
            .expiring(now.plus(KEPT));
    var free =
        Condition.anyOf(
            Condition.newItem(),
            Condition.allOf(Condition.absent("status"), Condition.less("leaseUntil", now)),
            Condition.less(Item.EXPIRES, now.getEpochSecond()));
    return switch (table.write(new Write.Put(claim, free))) {
      case Write.Result.Done() -> first(key, claim, act);
      case Write.Result.Refused(var failed) ->
          failed.getOrDefault(0, Optional.empty()).map(kept -> again(kept, body)).orElseGet(act);
    };
  }

  /** Who was so slow that the key was given to another leaves the other's answer alone. */
  private Response first(Key key, Item claim, Supplier<Response> act) {
    var ours = Condition.is("leaseUntil", claim.text("leaseUntil"));
    Response response;
    try {
      response = act.get();
    } catch (RuntimeException fault) {
      table.write(new Write.Delete(key, ours));
      throw fault;
    }
    if (response.status() < 500 && response.body().length() <= LONGEST_ANSWER_KEPT) {
      table.write(
          new Write.Put(
              claim
                  .with("status", response.status())
                  .with("type", response.headers().getOrDefault("content-type", "text/plain"))
                  .with("answer", response.body()),
              ours));
    } else {
      table.write(new Write.Delete(key, ours));
    }
    return response;
  }

  private static Response again(Item kept, String body) {
    if (!kept.text("body").equals(body)) {
      return Response.problem(
          422,
          "idempotency-key-reused",
          "The Idempotency-Key was used for another call",
          "Send a new key with a new body.",
          List.of());
    }
    if (!kept.has("status")) {
      return Response.problem(
              409,
              "in-progress",
              "The first call with this Idempotency-Key is still being carried out",
              "Try again in a few seconds.",
              List.of())
          .with("retry-after", "2");
    }
    return Response.of((int) kept.number("status"), kept.text("type"), kept.text("answer"))
        .with("idempotency-replayed", "true");
  }

  private static String hash(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
