package se.invanardialog.panels.sendouts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.identity.EmailAddress;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.members.Channel;
import se.invanardialog.panels.members.Margins;
import se.invanardialog.panels.members.Member;
import se.invanardialog.panels.members.Panel;
import se.invanardialog.panels.members.Trait;
import se.invanardialog.panels.surveys.Survey;

/** Goes through a panel when a survey opens: who can be asked, who is drawn, how finely told. */
final class Planning {
  private final Table table;
  private final Roster roster;
  private final Pseudonyms pseudonyms;
  private final Margins margins;

  Planning(Table table, Roster roster, Pseudonyms pseudonyms) {
    this.table = table;
    this.roster = roster;
    this.pseudonyms = pseudonyms;
    this.margins = new Margins(table);
  }

  /** Reads the panel once, twice for a sample; holds only counts and the drawn. */
  Plan plan(Survey.Design design, Panel panel, LocalDate today) {
    Survey.@Nullable Sample sample = design.sample();
    if (sample == null) {
      var counts = new HashMap<Cell, Long>();
      each(design, panel, today, member -> counts.merge(member.cell(panel, today), 1L, Long::sum));
      return new Plan(
          Coarsening.of(counts, variables(design, panel)),
          sum(counts),
          List.of(),
          Optional.empty());
    }
    var strata = new HashMap<Cell, Long>();
    each(
        design,
        panel,
        today,
        member ->
            strata.merge(Selection.stratum(sample, member.cell(panel, today)), 1L, Long::sum));
    int size = Math.min(sample.size(), Selection.LARGEST_SAMPLE);
    Map<Cell, Integer> places = Selection.places(size, strata);
    var draw = new Selection.Draw(sample.seed(), places);
    each(
        design,
        panel,
        today,
        member -> draw.offer(Selection.stratum(sample, member.cell(panel, today)), member.id()));
    var drawn = draw.members();
    var counts = new HashMap<Cell, Long>();
    for (Member member : those(panel, drawn)) {
      counts.merge(member.cell(panel, today), 1L, Long::sum);
    }
    return new Plan(
        Coarsening.of(counts, variables(design, panel)),
        drawn.size(),
        Plan.Stratum.of(strata, places),
        Optional.of(drawn));
  }

  /** Those of some members who are wanted, can be asked today, and are reached by something. */
  List<Member> askable(
      Survey.Design design, Panel panel, Collection<Member> members, LocalDate today) {
    var some = new ArrayList<Member>();
    for (Member member : members) {
      if (member.askable(today) && Selection.wanted(design.filter(), member.cell(panel, today))) {
        some.add(member);
      }
    }
    var stopped = stopped(some);
    return some.stream().filter(member -> reached(member, stopped)).toList();
  }

  private List<Member> those(Panel panel, Collection<String> ids) {
    return List.copyOf(roster.those(panel.id(), ids).values());
  }

  private void each(Survey.Design design, Panel panel, LocalDate today, Consumer<Member> use) {
    for (int shard = 0; shard < Keys.MEMBER_SHARDS; shard++) {
      Optional<String> cursor = Optional.empty();
      do {
        Roster.Some some = roster.some(panel.id(), shard, Query.MOST, cursor);
        askable(design, panel, some.members(), today).forEach(use);
        cursor = some.next();
      } while (cursor.isPresent());
    }
  }

  /** The pseudonyms, of all that these members have, that nothing may be sent to. */
  private Collection<Key> stopped(Collection<Member> members) {
    var keys = new HashSet<Key>();
    for (Member member : members) {
      mail(member).ifPresent(keys::add);
      phone(member).ifPresent(keys::add);
    }
    return keys.isEmpty() ? List.of() : table.getAll(keys).keySet();
  }

  private boolean reached(Member member, Collection<Key> stopped) {
    boolean mail = mail(member).filter(key -> !stopped.contains(key)).isPresent();
    boolean phone = phone(member).filter(key -> !stopped.contains(key)).isPresent();
    return switch (member.channel()) {
      case MAIL -> mail;
      case SMS -> phone;
      case BOTH -> mail || phone;
      case PAPER -> true;
    };
  }

  private Optional<Key> mail(Member member) {
    return member.channel() == Channel.SMS
        ? Optional.empty()
        : EmailAddress.parse(member.email()).map(pseudonyms::ofEmail).map(Keys::stopped);
  }

  private Optional<Key> phone(Member member) {
    return member.channel() == Channel.MAIL || member.phone().isEmpty()
        ? Optional.empty()
        : Optional.of(Keys.stopped(pseudonyms.ofPhone(member.phone())));
  }

  /**
   * What comes last is lost first: before it what quotas and strata stand on, and what the answers
   * are weighed by, each as it is asked.
   */
  private List<String> variables(Survey.Design design, Panel panel) {
    var asked = panel.asks().stream().map(Trait::variable).toList();
    var quotas =
        design.quotas().keySet().stream()
            .flatMap(quota -> Cell.parse(quota).categories().keySet().stream())
            .collect(Collectors.toSet());
    Survey.@Nullable Sample sample = design.sample();
    List<String> strata = sample == null ? List.of() : sample.strata();
    var weighing =
        margins.of(panel.id()).stream()
            .flatMap(margin -> margin.variables().stream())
            .collect(Collectors.toSet());
    return Stream.of(
            asked.stream().filter(quotas::contains),
            asked.stream().filter(strata::contains),
            asked.stream().filter(weighing::contains),
            asked.stream())
        .flatMap(Function.identity())
        .distinct()
        .toList();
  }

  private static long sum(Map<Cell, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
