package se.invanardialog.core.table;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What has changed in the data model: each step makes an item of one version one of the next, the
 * first one of version 1. It answers the very item when that is in the new shape already, keeps
 * what the item counts for and its key, and works out what it changes from attributes that never
 * change or change together with the item's {@code version}.
 */
public record Steps(List<UnaryOperator<Item>> steps) {
  public Steps {
    steps = List.copyOf(steps);
  }

  /** The version that the code writes. */
  public int current() {
    return 1 + steps.size();
  }

  /** The item as the code writes it. */
  public Item upgraded(Item item, int from) {
    Item upgraded = item;
    for (var step : steps.subList(from - 1, steps.size())) {
      upgraded = step.apply(upgraded);
    }
    if (!upgraded.key().equals(item.key())) {
      throw new IllegalStateException("A step must not move an item");
    }
    return upgraded;
  }
}
