package se.invanardialog.suggestions;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.disclosure.Disclosure;
import se.invanardialog.core.disclosure.Shown;

/**
 * Where the support is. Small districts, and those that would give them away, are shown together
 * with those who did not say.
 */
final class Districts {
  /** Those who are not shown by their district, and those who did not say. */
  static final String OTHERS = "";

  private Districts() {}

  /** Most first; the others, if any, last under the empty name. */
  static Map<String, Long> shown(Row row) {
    List<Map.Entry<String, Long>> districts =
        row.byDistrict().entrySet().stream()
            .filter(district -> !district.getKey().equals(OTHERS) && district.getValue() > 0)
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
            .toList();
    List<Shown> how = Disclosure.groups(districts.stream().map(Map.Entry::getValue).toList());
    var shown = new LinkedHashMap<String, Long>();
    long others = row.byDistrict().getOrDefault(OTHERS, 0L);
    for (int at = 0; at < districts.size(); at++) {
      if (how.get(at).yes()) {
        shown.put(districts.get(at).getKey(), districts.get(at).getValue());
      } else {
        others += districts.get(at).getValue();
      }
    }
    if (others > 0) {
      shown.put(OTHERS, others);
    }
    return shown;
  }
}
