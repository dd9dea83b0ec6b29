package se.invanardialog.panels.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.invanardialog.core.identity.Seal;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Survey;

/**
 * Answers begun but not sent. They count for nothing, say as little in the table as replies do, and
 * are forgotten at a time that all of a survey share.
 */
final class Halves {
  private static final Duration KEPT_AFTER_CLOSING = Duration.ofDays(1);

  /** Of a survey without a last day: till the end of the month, so many months on. */
  private static final int KEPT_MONTHS = 2;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Table table;
  private final Seal seal;
  private final Codes codes;

  /**
   * @param seal of purpose {@code half}
   */
  Halves(Table table, Seal seal, Codes codes) {
    this.table = table;
    this.seal = seal;
    this.codes = codes;
  }

  /**
   * @param seen the questions that have been answered or skipped
   */
  record Half(Map<String, Value> values, Set<String> seen) {
    static final Half EMPTY = new Half(Map.of(), Set.of());

    Half {
      values = Map.copyOf(values);
      seen = Set.copyOf(seen);
    }

    Half with(String question, Optional<Value> value) {
      var changed = new LinkedHashMap<>(values);
      value.ifPresentOrElse(given -> changed.put(question, given), () -> changed.remove(question));
      var more = new LinkedHashSet<>(seen);
      more.add(question);
      return new Half(changed, more);
    }
  }

  Optional<Half> read(Token token, Instant now) {
    Key key = key(token);
    return table
        .getConsistently(key)
        .filter(item -> item.number(Item.EXPIRES) > now.getEpochSecond())
        .map(item -> {
          try {
            JsonNode open =
                JSON.readTree(seal.open(item.bytes(Replies.SEALED), Replies.place(key)));
            var seen = new LinkedHashSet<String>();
            open.path("seen").forEach(one -> seen.add(one.asText()));
            return new Half(ValueJson.values(open.path("values")), seen);
          } catch (JsonProcessingException broken) {
            throw new IllegalStateException("Half a reply unreadable", broken);
          }
        });
  }

  void save(Token token, Half half, Survey.Design design, Instant now) {
    var open = JsonNodeFactory.instance.objectNode();
    open.set("values", ValueJson.stored(half.values()));
    var seen = open.putArray("seen");
    half.seen().forEach(seen::add);
    Key key = key(token);
    table.write(
        Write.put(
            Item.at(key)
                .with(
                    Replies.SEALED, seal.close(Replies.padded(open.toString()), Replies.place(key)))
                .expiring(forgotten(design, now))));
  }

  /** Goes with the reply that it became. */
  Write forget(Token token) {
    return Write.delete(key(token));
  }

  static Instant forgotten(Survey.Design design, Instant now) {
    Instant closes = design.closesAt();
    if (closes != null) {
      return closes.plus(KEPT_AFTER_CLOSING);
    }
    LocalDate month = Words.day(now).withDayOfMonth(1).plusMonths(KEPT_MONTHS + 1);
    return month.atStartOfDay(Words.ZONE).toInstant();
  }

  private Key key(Token token) {
    return Keys.halfReply(token.survey(), codes.half(token.survey(), token.code()));
  }
}
