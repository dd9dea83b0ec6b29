package se.invanardialog.results;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Page;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;

/**
 * The nightly round of every suggestion that residents can see: recount and erase. Where the time
 * does not suffice the next run goes on from the same place.
 */
final class Housekeeping {
  /** In the order of a suggestion's life, so that one that moves on meanwhile is not missed. */
  private static final List<String> SHELVES = List.of("open", "closed", "answered", "refused");

  private static final int PAGE = 25;
  private static final int MOST_IDS_KEPT = 50;

  /** An interrupted round older than this is begun anew. */
  private static final Duration RESUMABLE = Duration.ofDays(2);

  private final Table table;
  private final InstantSource time;
  private final Recount recount;
  private final Erasure erasure;

  Housekeeping(Table table, InstantSource time, Recount recount, Erasure erasure) {
    this.table = table;
    this.time = time;
    this.recount = recount;
    this.erasure = erasure;
  }

  /**
   * How far a round has come, and what it has found.
   *
   * @param differing suggestions whose tallies were not what their signatures said
   * @param repaired those of them that were put right
   * @param unsettled those that were being signed all the time, or the Tally had not caught up with
   * @param ids the first of those that differed
   */
  private record Round(
      Instant startedAt,
      int shelf,
      Optional<String> cursor,
      int checked,
      int differing,
      int repaired,
      int unsettled,
      List<String> ids) {
    static Round first(Instant now) {
      return new Round(now, 0, Optional.empty(), 0, 0, 0, 0, List.of());
    }

    static Round read(Item item) {
      return new Round(
          item.instant("startedAt"),
          (int) item.number("shelvesDone"),
          item.maybe("cursor"),
          (int) item.number("checked"),
          (int) item.number("differing"),
          (int) item.number("repaired"),
          (int) item.number("unsettled"),
          item.texts("ids"));
    }

    Item write() {
      return found(Item.at(Keys.recountProgress()))
          .with("shelvesDone", shelf)
          .with("cursor", cursor.orElse(null));
    }

    Item result(Instant at) {
      return found(Item.at(Keys.recount())).with("at", at);
    }

    private Item found(Item item) {
      return item.with("startedAt", startedAt)
          .with("checked", checked)
          .with("differing", differing)
          .with("repaired", repaired)
          .with("unsettled", unsettled)
          .with("ids", ids);
    }

    Round with(String id, Recount.Verdict verdict) {
      return switch (verdict) {
        case Recount.Verdict.Equal() -> plus(id, 0, 0, 0);
        case Recount.Verdict.Repaired() -> plus(id, 1, 1, 0);
        case Recount.Verdict.Unsettled() -> plus(id, 0, 0, 1);
        case Recount.Verdict.Uncountable() -> plus(id, 1, 0, 0);
      };
    }

    private Round plus(String id, int differs, int put, int waits) {
      var all = new ArrayList<>(ids);
      if (differs > 0 && all.size() < MOST_IDS_KEPT) {
        all.add(id);
      }
      return new Round(
          startedAt,
          shelf,
          cursor,
          checked + 1,
          differing + differs,
          repaired + put,
          unsettled + waits,
          all);
    }

    Round at(int place, Optional<String> next) {
      return new Round(startedAt, place, next, checked, differing, repaired, unsettled, ids);
    }
  }

  /**
   * @param timeLeft whether there is time for another page of suggestions
   * @return whether the round is done
   */
  boolean run(BooleanSupplier timeLeft) {
    Instant now = time.instant();
    Round round =
        table
            .getConsistently(Keys.recountProgress())
            .map(Round::read)
            .filter(begun -> begun.startedAt().plus(RESUMABLE).isAfter(now))
            .orElseGet(() -> Round.first(now));
    while (round.shelf() < SHELVES.size()) {
      Page page =
          table.query(
              Query.index(Query.Index.BY_NEWEST, SHELVES.get(round.shelf()))
                  .limit(PAGE)
                  .after(round.cursor()));
      for (Item row : page.items()) {
        round = round.with(row.text("id"), look(row));
      }
      round =
          page.next().isPresent()
              ? round.at(round.shelf(), page.next())
              : round.at(round.shelf() + 1, Optional.empty());
      if (round.shelf() < SHELVES.size()) {
        table.write(Write.put(round.write()));
        if (!timeLeft.getAsBoolean()) {
          Log.info("housekeeping-to-be-continued", "checked", round.checked());
          return false;
        }
      }
    }
    table.write(Write.put(round.result(time.instant())), Write.delete(Keys.recountProgress()));
    Log.metric("recount-difference", round.differing(), "Count");
    Log.metric("recount-unsettled", round.unsettled(), "Count");
    Log.info(
        "housekeeping-done",
        "checked",
        round.checked(),
        "differing",
        round.differing(),
        "repaired",
        round.repaired());
    return true;
  }

  /** One suggestion that can't be counted must not hide the others. */
  private Recount.Verdict look(Item row) {
    String id = row.text("id");
    Instant now = time.instant();
    try {
      Recount.Verdict verdict = recount.check(id, erasure.of(row, now));
      erasure.ofAuthor(id, row, now);
      return verdict;
    } catch (RuntimeException fault) {
      Log.error("recount-failed", fault, "suggestion", id);
      return new Recount.Verdict.Uncountable();
    }
  }
}
