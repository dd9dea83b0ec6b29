package se.invanardialog.core.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One change of one item, done only when its condition holds. */
public sealed interface Write {
  Key key();

  Condition condition();

  record Put(Item item, Condition condition) implements Write {
    @Override
    public Key key() {
      return item.key();
    }
  }

  /**
   * @param set values put in place; a null value removes the attribute
   * @param add numbers added to what is there, or to 0
   */
  record Update(
      Key key, Map<String, @Nullable Object> set, Map<String, Long> add, Condition condition)
      implements Write {
    public Update when(Condition other) {
      return new Update(key, set, add, other);
    }

    public Update set(String name, @Nullable Object value) {
      var changed = new LinkedHashMap<String, @Nullable Object>(set);
      changed.put(name, value);
      return new Update(key, changed, add, condition);
    }

    public Update add(String name, long amount) {
      var changed = new LinkedHashMap<>(add);
      changed.merge(name, amount, Long::sum);
      return new Update(key, set, changed, condition);
    }
  }

  record Delete(Key key, Condition condition) implements Write {}

  /** Changes nothing; the other writes happen only when this holds. */
  record Check(Key key, Condition condition) implements Write {}

  /** Only if the key is free: this is how "once" is said everywhere. */
  static Put insert(Item item) {
    return new Put(item, Condition.newItem());
  }

  static Put put(Item item) {
    return new Put(item, Condition.always());
  }

  static Update update(Key key) {
    return new Update(key, Map.of(), Map.of(), Condition.always());
  }

  static Delete delete(Key key) {
    return new Delete(key, Condition.always());
  }

  /** How a write, or several at once, went. */
  sealed interface Result {
    record Done() implements Result {}

    /**
     * Nothing was written.
     *
     * @param failed the writes whose condition did not hold, by their place, with the item that
     *     stood in the way (absent when there was none)
     */
    record Refused(Map<Integer, java.util.Optional<Item>> failed) implements Result {
      public Set<Integer> places() {
        return failed.keySet();
      }
    }

    default boolean done() {
      return this instanceof Done;
    }
  }
}
