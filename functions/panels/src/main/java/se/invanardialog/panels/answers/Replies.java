package se.invanardialog.panels.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.invanardialog.core.identity.Seal;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.members.Cell;

/**
 * What has been answered, sealed. A holder of a code has one reply to a survey, whatever it came in
 * by and however often: the latest stands. A reply and the quotas it fills are written together.
 */
public final class Replies {
  /** What the item shows to a reader without the key: the Tally counts those that are active. */
  public static final String STATE = "state";

  public static final String ACTIVE = "active";
  public static final String WITHDRAWN = "withdrawn";
  static final String SEALED = "sealed";
  static final String ANSWERS = "answers";

  /** A sealed text has a length in whole such steps: how much was answered does not show. */
  static final int LENGTH_STEP_BYTES = 1_024;

  /** How often a write that met another of the same holder is tried anew. */
  private static final int MOST_TRIES = 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Table table;
  private final Seal seal;
  private final Codes codes;

  /**
   * @param seal of purpose {@code reply}
   */
  public Replies(Table table, Seal seal, Codes codes) {
    this.table = table;
    this.seal = seal;
    this.codes = codes;
  }

  /** How a reply was taken in. */
  public sealed interface Put {
    /** It counts now. */
    record Added() implements Put {}

    /** It stands instead of an earlier one. */
    record Replaced() implements Put {}

    /** As many as are wanted of its cell have answered. */
    record Full() implements Put {}
  }

  /** The reply of a code's holder, if there is one; it may be withdrawn. */
  public Optional<Reply> of(String survey, String code) {
    return table
        .getConsistently(Keys.reply(survey, codes.reply(survey, code)))
        .map(item -> read(item));
  }

  /**
   * Those of the codes whose holder has answered, or has answered and withdrawn: they are not to be
   * reminded.
   */
  public Set<String> answered(String survey, Collection<String> of) {
    var byKey = new LinkedHashMap<Key, String>();
    of.forEach(code -> byKey.put(Keys.reply(survey, codes.reply(survey, code)), code));
    var answered = new HashSet<String>();
    table.getAll(byKey.keySet()).keySet().forEach(key -> answered.add(byKey.get(key)));
    return answered;
  }

  /**
   * Takes the values in as the holder's only reply. What an analyst has said of the one before is
   * said of it no more.
   *
   * @param quotas the most answers by cell; those that hold the reply's cell are kept to
   * @param also written with it
   */
  public Put put(
      Token token,
      Map<String, Value> values,
      Reply.Mode mode,
      Cell cell,
      Map<String, Integer> quotas,
      Write... also) {
    String survey = token.survey();
    var reply = new Reply(survey, codes.reply(survey, token.code()), values, mode, cell, true);
    Key key = Keys.reply(survey, reply.id());
    Item item = Item.at(key).with(STATE, ACTIVE).with(SEALED, sealed(reply, key));
    for (int turn = 0; turn < MOST_TRIES; turn++) {
      boolean counted = table.getConsistently(key).filter(Replies::active).isPresent();
      var writes = new ArrayList<Write>();
      writes.add(
          new Write.Put(
              item, counted ? Condition.is(STATE, ACTIVE) : Condition.not(STATE, ACTIVE)));
      int firstQuota = writes.size();
      if (counted) {
        writes.add(Write.delete(Keys.coding(survey, reply.id())));
      } else {
        takeUp(survey, cell, quotas, writes);
      }
      int lastQuota = writes.size();
      writes.addAll(List.of(also));
      switch (table.write(writes)) {
        case Write.Result.Done() -> {
          return counted ? new Put.Replaced() : new Put.Added();
        }
        case Write.Result.Refused refused -> {
          if (!refused.places().contains(0)
              && refused.places().stream().anyMatch(at -> at >= firstQuota && at < lastQuota)) {
            return new Put.Full();
          }
        }
      }
    }
    throw new IllegalStateException("A reply found no quiet moment");
  }

  /**
   * Takes a reply back: what was answered is erased, its place in the quotas is free.
   *
   * @return whether there was one that counted
   */
  public boolean withdraw(Token token, Map<String, Integer> quotas) {
    String survey = token.survey();
    Key key = Keys.reply(survey, codes.reply(survey, token.code()));
    Optional<Item> stored = table.getConsistently(key).filter(Replies::active);
    if (stored.isEmpty()) {
      return false;
    }
    Reply reply = read(stored.get());
    var empty = new Reply(survey, reply.id(), Map.of(), reply.mode(), reply.cell(), false);
    var writes = new ArrayList<Write>();
    writes.add(
        new Write.Put(
            Item.at(key).with(STATE, WITHDRAWN).with(SEALED, sealed(empty, key)),
            Condition.is(STATE, ACTIVE)));
    writes.add(Write.delete(Keys.coding(survey, reply.id())));
    quotasOf(reply.cell(), quotas)
        .forEach(quota -> writes.add(Write.update(Keys.quota(survey, quota)).add(ANSWERS, -1)));
    return table.write(writes).done();
  }

  /** Every reply of one shard ({@link Keys#MEMBER_SHARDS}), page by page; also withdrawn ones. */
  public Page page(String survey, int shard, int most, Optional<String> cursor) {
    var page = table.query(Query.partition(Keys.replies(survey, shard)).limit(most).after(cursor));
    return new Page(page.items().stream().map(this::read).toList(), page.next());
  }

  /**
   * A reply as it stands, and what must hold for it to stand so still.
   *
   * @param unchanged for a write that says something of it
   */
  public record Stored(Reply reply, Write unchanged) {}

  /** A reply by its own id; none when it is withdrawn. */
  public Optional<Stored> stored(String survey, String id) {
    Key key = Keys.reply(survey, id);
    return table
        .getConsistently(key)
        .filter(Replies::active)
        .map(item ->
            new Stored(
                read(item),
                new Write.Check(
                    key,
                    Condition.allOf(
                        Condition.is(STATE, ACTIVE), Condition.is(SEALED, item.bytes(SEALED))))));
  }

  /** Some replies, and where the next begin. */
  public record Page(List<Reply> replies, Optional<String> next) {}

  /**
   * Opens a reply's item, also an image of one from the stream.
   *
   * @throws IllegalStateException when it was not sealed by us for this place
   */
  public Reply read(Item item) {
    Key key = item.key();
    try {
      JsonNode open = JSON.readTree(seal.open(item.bytes(SEALED), place(key)));
      return new Reply(
          Keys.surveyOfReply(key.partition()),
          key.sort(),
          ValueJson.values(open.path("values")),
          Reply.Mode.valueOf(open.path("mode").asText().toUpperCase(Locale.ROOT)),
          Cell.parse(open.path("cell").asText()),
          active(item));
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("Reply unreadable", broken);
    }
  }

  private byte[] sealed(Reply reply, Key key) {
    var open = JsonNodeFactory.instance.objectNode();
    open.set("values", ValueJson.stored(reply.values()));
    open.put("mode", reply.mode().word()).put("cell", reply.cell().text());
    return seal.close(padded(open.toString()), place(key));
  }

  /** Blanks after the JSON, up to a whole number of steps. */
  public static String padded(String json) {
    int over = json.getBytes(StandardCharsets.UTF_8).length % LENGTH_STEP_BYTES;
    return json + " ".repeat(LENGTH_STEP_BYTES - over);
  }

  private static void takeUp(
      String survey, Cell cell, Map<String, Integer> quotas, List<Write> writes) {
    for (String quota : quotasOf(cell, quotas)) {
      int most = quotas.getOrDefault(quota, 0);
      var room = Condition.less(ANSWERS, most);
      if (most > 0) {
        room = Condition.anyOf(Condition.absent(ANSWERS), room);
      }
      writes.add(Write.update(Keys.quota(survey, quota)).add(ANSWERS, 1).when(room));
    }
  }

  /** The quotas that a reply of this cell fills: all whose categories it has. */
  private static List<String> quotasOf(Cell cell, Map<String, Integer> quotas) {
    return quotas.keySet().stream()
        .filter(quota ->
            cell.categories().entrySet().containsAll(Cell.parse(quota).categories().entrySet()))
        .sorted()
        .toList();
  }

  private static boolean active(Item item) {
    return item.text(STATE).equals(ACTIVE);
  }

  /** What a sealed item is bound to. */
  public static String place(Key key) {
    return key.partition() + "|" + key.sort();
  }
}
