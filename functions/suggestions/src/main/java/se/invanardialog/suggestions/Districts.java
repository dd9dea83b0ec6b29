package se.invanardialog.suggestions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the support is. A district with fewer than five names is not shown by itself, and never one
 * alone, since what one hidden district has could be had by subtraction: the smallest shown then
 * goes with it.
 */
final class Districts {
  static final int SMALLEST_GROUP_SHOWN = 5;

  /** Those who are not shown by their district, and those who did not say. */
  static final String OTHERS = "";

  private Districts() {}

  /** Most first; the others, if any, last under the empty name. */
  static Map<String, Long> shown(Row row) {
    var large = new ArrayList<Map.Entry<String, Long>>();
    var small = new ArrayList<Map.Entry<String, Long>>();
    long unsaid = row.byDistrict().getOrDefault(OTHERS, 0L);
    for (var district : row.byDistrict().entrySet()) {
      if (!district.getKey().equals(OTHERS) && district.getValue() > 0) {
        (district.getValue() >= SMALLEST_GROUP_SHOWN ? large : small).add(district);
      }
    }
    large.sort(Map.Entry.<String, Long>comparingByValue().reversed());
    hideWithCompany(large, small, unsaid);
    var shown = new LinkedHashMap<String, Long>();
    large.forEach(district -> shown.put(district.getKey(), district.getValue()));
    long others = unsaid + small.stream().mapToLong(Map.Entry::getValue).sum();
    if (others > 0) {
      shown.put(OTHERS, others);
    }
    return shown;
  }

  private static void hideWithCompany(
      List<Map.Entry<String, Long>> large, List<Map.Entry<String, Long>> small, long unsaid) {
    if (small.isEmpty() && unsaid == 0) {
      return;
    }
    long together = unsaid + small.stream().mapToLong(Map.Entry::getValue).sum();
    boolean alone = small.size() == 1 && unsaid == 0;
    if (!large.isEmpty() && !small.isEmpty() && (alone || together < SMALLEST_GROUP_SHOWN)) {
      small.add(large.removeLast());
    }
  }
}
