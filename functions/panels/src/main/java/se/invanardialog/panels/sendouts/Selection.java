package se.invanardialog.panels.sendouts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.surveys.Survey;

/**
 * Who is asked. Anybody with the list of members can repeat the draw: each stratum gives places in
 * proportion to its members, the remaining places go to the largest remainders, and in each stratum
 * those are drawn whose SHA-256 of seed, {@code |} and member id, as hexadecimal text, comes first.
 */
public final class Selection {
  /** The largest sample; beyond it one asks the whole panel. */
  public static final int LARGEST_SAMPLE = 50_000;

  private Selection() {}

  /** Whether a member of this cell is wanted: one of the named categories of every variable. */
  public static boolean wanted(Map<String, List<String>> filter, Cell cell) {
    return filter.entrySet().stream()
        .allMatch(one -> cell.of(one.getKey()).filter(one.getValue()::contains).isPresent());
  }

  /** The stratum of a cell: its categories of the sample's strata. */
  public static Cell stratum(Survey.Sample sample, Cell cell) {
    var categories = new TreeMap<>(cell.categories());
    categories.keySet().retainAll(sample.strata());
    return new Cell(categories);
  }

  /**
   * How many of each stratum are drawn: in proportion to its members, by the largest remainder
   * (Hamilton). Of equal remainders the first by the stratum's text is served first.
   */
  public static Map<Cell, Integer> places(int size, Map<Cell, Long> members) {
    var strata = new TreeMap<Cell, Long>(Comparator.comparing(Cell::text));
    strata.putAll(members);
    long all = strata.values().stream().mapToLong(Long::longValue).sum();
    var places = new HashMap<Cell, Integer>();
    if (size >= all) {
      strata.forEach((stratum, n) -> places.put(stratum, Math.toIntExact(n)));
      return places;
    }
    long left = size;
    for (var one : strata.entrySet()) {
      int whole = Math.toIntExact(one.getValue() * size / all);
      places.put(one.getKey(), whole);
      left -= whole;
    }
    strata.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<Cell, Long> one) -> one.getValue() * size % all)
                .reversed())
        .limit(left)
        .forEach(one -> places.merge(one.getKey(), 1, Integer::sum));
    return places;
  }

  /** A member's place in the line of its stratum, as text that sorts. */
  public static String rank(String seed, String member) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest((seed + "|" + member).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** The draw: holds no more members than are drawn, however many are offered. */
  public static final class Draw {
    private record Ticket(String rank, String member) {}

    private final String seed;
    private final Map<Cell, Integer> places;
    private final Map<Cell, PriorityQueue<Ticket>> drawn = new HashMap<>();

    public Draw(String seed, Map<Cell, Integer> places) {
      this.seed = seed;
      this.places = Map.copyOf(places);
    }

    public void offer(Cell stratum, String member) {
      int most = places.getOrDefault(stratum, 0);
      if (most == 0) {
        return;
      }
      var last =
          drawn.computeIfAbsent(
              stratum, _ -> new PriorityQueue<>(Comparator.comparing(Ticket::rank).reversed()));
      last.add(new Ticket(rank(seed, member), member));
      if (last.size() > most) {
        last.remove();
      }
    }

    public Set<String> members() {
      var all = new HashSet<String>();
      drawn.values().forEach(tickets -> tickets.forEach(ticket -> all.add(ticket.member())));
      return all;
    }

    /** In the order they were drawn. */
    public List<String> of(Cell stratum) {
      var tickets = new ArrayList<>(drawn.getOrDefault(stratum, new PriorityQueue<>()));
      tickets.sort(Comparator.comparing(Ticket::rank));
      return tickets.stream().map(Ticket::member).toList();
    }
  }
}
