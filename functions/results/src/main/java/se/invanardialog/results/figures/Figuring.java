package se.invanardialog.results.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import se.invanardialog.core.disclosure.Disclosure;
import se.invanardialog.core.disclosure.Shown;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.members.SmallGroups;
import se.invanardialog.panels.members.Trait;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.results.AnswerCounts;
import se.invanardialog.results.themes.Theme;
import se.invanardialog.results.weighting.Estimate;
import se.invanardialog.results.weighting.Interval;
import se.invanardialog.results.weighting.Margin;
import se.invanardialog.results.weighting.Moments;
import se.invanardialog.results.weighting.Raking;
import se.invanardialog.results.weighting.Refusal;
import se.invanardialog.results.weighting.Weighting;

/**
 * Works a result out from its tallies. Small groups are left out here, so that no page, file or
 * answer of the API can tell what another hides.
 */
final class Figuring {
  private final List<Tally> tallies;
  private final Map<String, List<Theme>> themes;
  private final SmallGroups small;
  private final Optional<Weighting> weighting;

  /**
   * @param by the variables to show groups of
   * @param margins what to weigh by; empty for no weighting
   * @param open whether the answers by an open link are wanted, and not the panel's
   */
  record Wish(List<String> by, Optional<List<Margin>> margins, boolean open) {}

  private Figuring(
      List<Tally> tallies, Map<String, List<Theme>> themes, Optional<List<Margin>> margins) {
    this.tallies = tallies;
    this.themes = themes;
    var sample = new HashMap<Cell, Long>();
    tallies.forEach(tally -> sample.put(tally.cell(), tally.of(AnswerCounts.N)));
    this.small = new SmallGroups(sample);
    this.weighting = margins.map(known -> weigh(sample, known));
  }

  /** What is hidden weighs as one, or weights would tell how few it is. */
  private Weighting weigh(Map<Cell, Long> sample, List<Margin> known) {
    var margins =
        known.stream()
            .map(margin -> margin.merging(hidden(margin)))
            .filter(margin -> margin.merged().isEmpty() || margin.counts().size() > 1)
            .toList();
    return margins.isEmpty() && !known.isEmpty()
        ? new Weighting.Refused(new Refusal.SmallGroups())
        : Raking.usual().weigh(sample, margins);
  }

  /** Also the combinations that nobody who answered is in, or their absence would tell. */
  private Set<String> hidden(Margin margin) {
    var hidden = new HashSet<>(small.of(margin.variables()));
    for (String category : margin.counts().keySet()) {
      String[] parts = category.split(Margin.JOINED, -1);
      for (int at = 0; at < parts.length; at++) {
        if (small.of(List.of(margin.variables().get(at))).contains(parts[at])) {
          hidden.add(category);
        }
      }
    }
    return hidden;
  }

  /**
   * @param themes of answers in words, by question
   */
  static Result of(
      Survey.Base survey,
      List<Tally> all,
      Map<String, List<Theme>> themes,
      long invited,
      Wish wish,
      Instant asOf) {
    List<Tally> tallies =
        all.stream().filter(tally -> tally.cell().equals(Cell.OPEN) == wish.open()).toList();
    var figuring = new Figuring(tallies, themes, wish.open() ? Optional.empty() : wish.margins());
    long n = tallies.stream().mapToLong(tally -> tally.of(AnswerCounts.N)).sum();
    var questions =
        Part.of(survey.design().questions(), survey.round()).stream()
            .map(part -> figuring.asked(part, wish.by()))
            .toList();
    return new Result(
        survey.id(),
        survey.design().title(),
        Disclosure.shows(n) ? Optional.of(n) : Optional.empty(),
        wish.open() ? 0 : invited,
        channels(tallies, n),
        variables(tallies),
        Disclosure.shows(n) ? figuring.weighting : Optional.empty(),
        questions,
        asOf);
  }

  private static List<Result.Count> channels(List<Tally> tallies, long n) {
    var counts = new LinkedHashMap<String, Long>();
    for (Reply.Mode mode : Reply.Mode.values()) {
      long its =
          tallies.stream().mapToLong(tally -> tally.of(AnswerCounts.MODE + mode.word())).sum();
      counts.put(mode.word(), its);
    }
    var shown = Disclosure.groups(List.copyOf(counts.values()));
    var channels = new ArrayList<Result.Count>();
    counts.forEach((mode, its) -> {
      Shown how = Disclosure.shows(n) ? shown.get(channels.size()) : Shown.TOGETHER;
      channels.add(new Result.Count(mode, how.yes() ? its : 0, how));
    });
    return channels;
  }

  /** In the order in which panels ask. */
  private static List<String> variables(List<Tally> tallies) {
    return java.util.Arrays.stream(Trait.values())
        .map(Trait::variable)
        .filter(variable -> tallies.stream().anyMatch(t -> t.cell().of(variable).isPresent()))
        .toList();
  }

  private Result.Asked asked(Part part, List<String> by) {
    long n = tallies.stream().mapToLong(part::n).sum();
    if (!Disclosure.shows(n)) {
      return new Result.Asked(
          part.question(),
          part.row(),
          0,
          Shown.SMALL,
          List.of(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty());
    }
    var groups = new ArrayList<Result.Group>();
    if (part.question().type() != se.invanardialog.panels.surveys.Question.Type.TEXT) {
      by.forEach(variable -> groups.addAll(groups(part, variable)));
    }
    return new Result.Asked(
        part.question(),
        part.row(),
        n,
        Shown.YES,
        shares(part, tallies),
        mean(part, tallies),
        histogram(part),
        groups,
        themed(part));
  }

  /**
   * Themes are not asked for: how few words are about one may tell whose they are. They are hidden
   * as if each text had one theme, though it can have several.
   */
  private Optional<Result.Themed> themed(Part of) {
    List<Theme> known = themes.getOrDefault(of.question().id(), List.of());
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Part part = Part.themed(of.question(), known);
    long coded = tallies.stream().mapToLong(part::n).sum();
    if (coded == 0) {
      return Optional.empty();
    }
    if (!Disclosure.shows(coded)) {
      return Optional.of(new Result.Themed(0, Shown.SMALL, List.of()));
    }
    var shares = shares(part, tallies);
    var shown = Disclosure.groups(shares.stream().map(Result.Share::n).toList());
    var lines = new ArrayList<Result.Themed.Line>();
    for (int at = 0; at < known.size(); at++) {
      lines.add(
          new Result.Themed.Line(
              known.get(at),
              shown.get(at),
              shown.get(at).yes() ? Optional.of(shares.get(at)) : Optional.empty()));
    }
    lines.sort(
        Comparator.comparingDouble(line -> -line.share().map(Result.Share::share).orElse(-1.0)));
    return Optional.of(new Result.Themed(coded, Shown.YES, lines));
  }

  private List<Result.Group> groups(Part part, String variable) {
    var byCategory = new TreeMap<String, List<Tally>>(CATEGORIES);
    tallies.forEach(tally ->
        byCategory
            .computeIfAbsent(
                SmallGroups.category(tally.cell(), variable), category -> new ArrayList<>())
            .add(tally));
    var counts = new LinkedHashMap<String, Long>();
    byCategory.forEach(
        (category, its) -> counts.put(category, its.stream().mapToLong(part::n).sum()));
    var shown = small.in(variable, counts);
    if (shown.containsValue(Shown.TOGETHER)) {
      return List.of(hidden(variable, SmallGroups.UNSAID, Shown.TOGETHER));
    }
    var groups = new ArrayList<Result.Group>();
    shown.forEach((category, how) -> {
      List<Tally> its = byCategory.getOrDefault(category, List.of());
      long n = counts.getOrDefault(category, 0L);
      groups.add(
          how.yes()
              ? new Result.Group(variable, category, n, how, shares(part, its), mean(part, its))
              : hidden(variable, category, how));
    });
    return groups;
  }

  private static Result.Group hidden(String variable, String category, Shown how) {
    return new Result.Group(variable, category, 0, how, List.of(), Optional.empty());
  }

  /** Ages by age, the rest by name; those who have not said come last. */
  static final Comparator<String> CATEGORIES =
      Comparator.comparing(String::isEmpty)
          .thenComparingInt(category ->
              category.matches("[0-9]{1,3}([-+].*)?")
                  ? Integer.parseInt(category.split("[-+]", -1)[0])
                  : Integer.MAX_VALUE)
          .thenComparing(Comparator.naturalOrder());

  private List<Result.Share> shares(Part part, List<Tally> of) {
    long n = of.stream().mapToLong(part::n).sum();
    if (n == 0) {
      return List.of();
    }
    var shares = new ArrayList<Result.Share>();
    for (Part.Choice choice : part.choices()) {
      long chose = of.stream().mapToLong(tally -> tally.of(choice.counted())).sum();
      double share = (double) chose / n;
      shares.add(
          new Result.Share(
              choice.id(),
              choice.text(),
              chose,
              share,
              Interval.wilson(share, (double) n),
              weighed(of, tally -> part.share(tally, choice))
                  .map(estimate ->
                      new Result.Weighed(
                          estimate.value(),
                          Interval.logit(estimate.value(), estimate.error(), effective(n)))),
              part.meanPlace(of, choice)));
    }
    return shares;
  }

  private Optional<Result.Mean> mean(Part part, List<Tally> of) {
    Moments all = of.stream().map(part::numbers).reduce(Moments.NONE, Moments::plus);
    if (!part.hasMean() || all.n() < Disclosure.SMALLEST_GROUP_SHOWN) {
      return Optional.empty();
    }
    double spread =
        Math.max(0, all.squares() - all.sum() * all.sum() / all.n()) / (all.n() - 1) / all.n();
    return Optional.of(
        new Result.Mean(
            all.mean(),
            Interval.mean(all.mean(), Math.sqrt(spread)),
            weighed(of, part::numbers)
                .map(estimate ->
                    new Result.Weighed(
                        estimate.value(), Interval.mean(estimate.value(), estimate.error())))));
  }

  private Optional<Estimate> weighed(List<Tally> of, Function<Tally, Moments> moments) {
    return weighting.flatMap(outcome ->
        switch (outcome) {
          case Weighting.Refused _ -> Optional.<Estimate>empty();
          case Weighting.Weighted weighted -> {
            var byCell = new HashMap<Cell, Moments>();
            of.forEach(tally -> byCell.put(tally.cell(), moments.apply(tally)));
            yield Estimate.of(weighted, byCell);
          }
        });
  }

  private double effective(long n) {
    return weighting
        .map(outcome ->
            switch (outcome) {
              case Weighting.Refused _ -> (double) n;
              case Weighting.Weighted weighted -> Math.max(1, n / weighted.designEffect());
            })
        .orElse((double) n);
  }

  private List<Result.Bar> histogram(Part part) {
    if (!part.hasMean() || !part.choices().isEmpty()) {
      return List.of();
    }
    String prefix = AnswerCounts.bars(part.question().id());
    Map<Long, Long> bars = new TreeMap<>();
    var names = new TreeSet<String>();
    tallies.forEach(tally -> names.addAll(tally.counts().keySet()));
    for (String name : names) {
      if (name.startsWith(prefix)) {
        long n = tallies.stream().mapToLong(tally -> tally.of(name)).sum();
        if (n > 0) {
          bars.merge(Long.parseLong(name.substring(prefix.length())), n, Long::sum);
        }
      }
    }
    return Histogram.of(bars);
  }
}
