package se.invanardialog.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import se.invanardialog.suggestions.similar.Match;
import se.invanardialog.suggestions.similar.SimilarIndex;
import se.invanardialog.suggestions.similar.Terms;

/**
 * How often the petition that moderators named as the original is among the first that are shown.
 *
 * <p>Looked for among all published petitions, since those are what is shown. The weights were
 * tuned on one half of the pairs and are measured on the other.
 */
final class Recall {
  /** What a plain word baseline reaches. */
  private static final double BASELINE_AT_3 = 0.58;

  private static final double BASELINE_AT_10 = 0.77;
  private static final int SHOWN = 10;

  private Recall() {}

  /** Every petition has an even number: each second of them is the half that was tuned on. */
  private static boolean heldOut(RealData.Pair pair) {
    return Long.parseLong(pair.duplicate().substring("uk".length())) / 2 % 2 == 1;
  }

  private static final class Tally {
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger within3 = new AtomicInteger();
    private final AtomicInteger within10 = new AtomicInteger();

    void add(List<String> shown, String original) {
      int at = shown.indexOf(original);
      asked.incrementAndGet();
      if (at >= 0 && at < 3) {
        within3.incrementAndGet();
      }
      if (at >= 0 && at < SHOWN) {
        within10.incrementAndGet();
      }
    }

    double at3() {
      return (double) within3.get() / asked.get();
    }

    double at10() {
      return (double) within10.get() / asked.get();
    }
  }

  private static List<RealData.Pair> answerable(
      List<RealData.Pair> pairs, Map<String, RealData.Real> petitions) {
    return pairs.stream()
        .filter(pair -> petitions.containsKey(pair.duplicate()))
        .filter(pair -> petitions.containsKey(pair.original()))
        .filter(pair ->
            Objects.requireNonNull(petitions.get(pair.original())).fate() != RealData.Fate.REFUSED)
        .toList();
  }

  private static Map<String, RealData.Real> byKey(List<RealData.Real> petitions) {
    return petitions.stream().collect(Collectors.toMap(RealData.Real::key, petition -> petition));
  }

  private static Terms terms(RealData.Real petition) {
    return Terms.of(
        petition.title(), petition.proposal() + "\n" + petition.reason(), petition.language());
  }

  /** By the class that the service uses, the whole text of the duplicate being known. */
  static void byIndex(List<RealData.Real> all, List<RealData.Pair> allPairs, Findings findings) {
    Map<String, RealData.Real> petitions = byKey(all);
    List<RealData.Pair> pairs =
        answerable(allPairs, petitions).stream()
            .sorted(Comparator.comparing(RealData.Pair::duplicate))
            .toList();
    if (pairs.isEmpty()) {
      return;
    }
    findings.heading("Similar ones, by the index: duplicates found among published petitions");
    SimilarIndex index = new SimilarIndex();
    petitions.values().stream()
        .filter(petition -> petition.fate() != RealData.Fate.REFUSED)
        .forEach(petition -> index.put(petition.key(), terms(petition)));
    Latencies taken = new Latencies();
    Tally tuned = new Tally();
    Tally held = new Tally();
    Tally heldByTitle = new Tally();
    for (RealData.Pair pair : pairs) {
      RealData.Real duplicate = Objects.requireNonNull(petitions.get(pair.duplicate()));
      long start = System.nanoTime();
      List<Match> shown = index.similar(terms(duplicate), SHOWN);
      taken.add(System.nanoTime() - start);
      (heldOut(pair) ? held : tuned).add(ids(shown), pair.original());
      if (heldOut(pair)) {
        Terms title = Terms.of(duplicate.title(), "", duplicate.language());
        heldByTitle.add(ids(index.similar(title, SHOWN)), pair.original());
      }
    }
    findings.say("%,d texts, a query: %s", index.size(), taken);
    say(findings, "tuned on this half", tuned);
    say(findings, "held out", held);
    say(findings, "held out, by the title alone", heldByTitle);
    say(findings, "held out, knowing earlier decisions", knowingDecisions(index, petitions, pairs));
    findings.atLeast("recall@3, held out", BASELINE_AT_3, held.at3());
    findings.atLeast("recall@10, held out", BASELINE_AT_10, held.at10());
  }

  /** Each is asked for before its own decision is known, after those on earlier petitions. */
  private static Tally knowingDecisions(
      SimilarIndex index, Map<String, RealData.Real> petitions, List<RealData.Pair> pairs) {
    Tally held = new Tally();
    for (RealData.Pair pair : pairs) {
      Terms duplicate = terms(Objects.requireNonNull(petitions.get(pair.duplicate())));
      if (heldOut(pair)) {
        held.add(ids(index.similar(duplicate, SHOWN)), pair.original());
      }
      index.putDuplicate(pair.duplicate(), pair.original(), duplicate);
    }
    return held;
  }

  private static List<String> ids(List<Match> matches) {
    return matches.stream().map(Match::id).toList();
  }

  /** By the running service, which has Madrid's proposals among them too. */
  static void byService(
      Service service,
      Crowd crowd,
      List<RealData.Real> all,
      List<RealData.Pair> allPairs,
      Map<String, String> ids,
      Findings findings) {
    Map<String, RealData.Real> petitions = byKey(all);
    List<RealData.Pair> pairs =
        answerable(allPairs, petitions).stream()
            .filter(Recall::heldOut)
            .filter(pair -> ids.containsKey(pair.original()))
            .toList();
    if (pairs.isEmpty()) {
      return;
    }
    findings.heading("Similar ones, by GET /api/suggestions/similar");
    Map<String, String> keys = new HashMap<>();
    ids.forEach((key, id) -> keys.put(id, key));
    Latencies taken = new Latencies();
    Tally held = new Tally();
    crowd.each(
        pairs,
        (client, pair) -> {
          RealData.Real duplicate = Objects.requireNonNull(petitions.get(pair.duplicate()));
          String text = duplicate.title() + "\n" + duplicate.proposal() + "\n" + duplicate.reason();
          long start = System.nanoTime();
          JsonNode found =
              client.get("/api/suggestions/similar?language=en&text=" + Service.encoded(text));
          taken.add(System.nanoTime() - start);
          List<String> shown =
              found
                  .path("items")
                  .valueStream()
                  .map(item -> keys.getOrDefault(item.path("id").asText(), ""))
                  .toList();
          held.add(shown, pair.original());
        });
    say(findings, "held out", held);
    findings.say("16 at once: %s", taken);
    findings.atLeast("recall@3, held out, by the service", BASELINE_AT_3, held.at3());
  }

  private static void say(Findings findings, String what, Tally tally) {
    findings.say(
        "%-40s recall@3 %.3f  recall@10 %.3f  (%d pairs)",
        what, tally.at3(), tally.at10(), tally.asked.get());
  }
}
