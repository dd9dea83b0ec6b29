package se.invanardialog.suggestions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;

/** Every version of the rules, and which one holds. A version never changes once saved. */
public final class RuleBook {
  private static final Duration CURRENT_KEPT = Duration.ofSeconds(5);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new InstantReader()))
          .build();

  private final Table table;
  private final InstantSource time;
  private final Map<Integer, Rules> versions = new ConcurrentHashMap<>();
  private volatile @Nullable Current current;

  private record Current(Rules rules, Instant readAt) {}

  public RuleBook(Table table, InstantSource time) {
    this.table = table;
    this.time = time;
  }

  /** The rules for new suggestions, at most five seconds old. */
  public Rules current() {
    Instant now = time.instant();
    @Nullable Current known = current;
    if (known != null && Duration.between(known.readAt(), now).abs().compareTo(CURRENT_KEPT) < 0) {
      return known.rules();
    }
    Rules rules = table.getConsistently(key("current")).map(RuleBook::read).orElse(Rules.FIRST);
    current = new Current(rules, now);
    return rules;
  }

  /** The rules that a suggestion came under. */
  public Rules version(int version) {
    return version == 0
        ? Rules.FIRST
        : versions.computeIfAbsent(
            version,
            wanted ->
                table
                    .get(key(Integer.toString(wanted)))
                    .map(RuleBook::read)
                    .orElseThrow(() -> new IllegalStateException("No such rules")));
  }

  /** All versions that were saved, newest first. */
  public List<Rules> history() {
    return table.all(Query.partition(key("").partition()).beginningWith(key("").sort())).stream()
        .filter(item -> !item.key().equals(key("current")))
        .map(RuleBook::read)
        .sorted(java.util.Comparator.comparingInt(Rules::version).reversed())
        .toList();
  }

  /**
   * Saves rules as the version after theirs.
   *
   * @return empty when somebody else saved first
   */
  public Optional<Rules> save(Rules rules, String by, Instant now) {
    var next = RuleForm.stamped(rules, rules.version() + 1, by, now);
    Item version = item(Integer.toString(next.version()), next);
    Item latest = item("current", next);
    var wasCurrent =
        rules.version() == 0 ? Condition.newItem() : Condition.is("version", rules.version());
    boolean saved = table.write(Write.insert(version), new Write.Put(latest, wasCurrent)).done();
    current = null;
    return saved ? Optional.of(next) : Optional.empty();
  }

  private static Key key(String version) {
    return Keys.settings("RULES", version);
  }

  private static Item item(String version, Rules rules) {
    return Item.at(key(version)).with("version", rules.version()).with("rules", json(rules));
  }

  static String json(Rules rules) {
    try {
      return JSON.writeValueAsString(rules);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Rules read(Item item) {
    try {
      return JSON.readValue(item.text("rules"), Rules.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("Rules unreadable", broken);
    }
  }

  private static final class InstantReader
      extends com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer<Instant> {
    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(
        com.fasterxml.jackson.core.JsonParser parser,
        com.fasterxml.jackson.databind.DeserializationContext context)
        throws java.io.IOException {
      return Instant.parse(parser.getText());
    }
  }
}
