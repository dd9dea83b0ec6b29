package se.invanardialog.results.themes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.invanardialog.core.identity.Audit;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.answers.Value;

/** Reading what was answered in words, and saying what it is about. */
final class Interpreting {
  /** Texts on a page, at least, while there are more. */
  static final int PAGE = 20;

  /** Replies that are read for a page, where few of them hold words. */
  private static final int MOST_READ = 600;

  /** Themes of one text. */
  static final int MOST_OF_ONE = 10;

  private static final int MOST_TRIES = 10;

  private final Table table;
  private final Replies replies;
  private final Codings codings;

  Interpreting(Table table, Replies replies, Codings codings) {
    this.table = table;
    this.replies = replies;
    this.codings = codings;
  }

  /**
   * Somebody's words, under a name that leads to nobody.
   *
   * @param themes empty until it is coded; an empty list when none fits
   */
  record Written(String reply, String text, Optional<List<String>> themes) {}

  /**
   * @param next where the next page begins
   */
  record Page(List<Written> texts, Optional<String> next) {}

  /** Where a page begins: in which shard, and at which of its replies. */
  private record Place(int shard, Optional<String> cursor) {
    static Place read(Optional<String> text) {
      String[] parts = text.orElse("0:").split(":", 2);
      if (parts.length != 2 || !parts[0].matches("[0-9]|1[0-5]")) {
        throw new Table.BadCursor();
      }
      return new Place(
          Integer.parseInt(parts[0]), Optional.of(parts[1]).filter(cursor -> !cursor.isEmpty()));
    }

    Place after(Replies.Page page) {
      return page.next().isPresent()
          ? new Place(shard, page.next())
          : new Place(shard + 1, Optional.empty());
    }

    boolean isLast() {
      return shard >= Keys.MEMBER_SHARDS;
    }

    Optional<String> text() {
      return isLast() ? Optional.empty() : Optional.of(shard + ":" + cursor.orElse(""));
    }
  }

  /**
   * @param uncoded only those that nobody has coded
   */
  Page page(String survey, String question, Optional<String> from, boolean uncoded) {
    var place = Place.read(from);
    var texts = new ArrayList<Written>();
    int read = 0;
    while (!place.isLast() && texts.size() < PAGE && read < MOST_READ) {
      var page = replies.page(survey, place.shard(), PAGE, place.cursor());
      read += PAGE;
      var words = new TreeMap<String, String>();
      for (Reply reply : page.replies()) {
        words(reply, question).ifPresent(text -> words.put(reply.id(), text));
      }
      var coded = codings.of(survey, words.keySet());
      words.forEach((reply, text) -> {
        var themes =
            Optional.ofNullable(coded.get(reply))
                .flatMap(coding -> Optional.ofNullable(coding.themes().get(question)));
        if (!uncoded || themes.isEmpty()) {
          texts.add(new Written(reply, text, themes));
        }
      });
      place = place.after(page);
    }
    return new Page(texts, place.text());
  }

  private static Optional<String> words(Reply reply, String question) {
    if (!reply.active()) {
      return Optional.empty();
    }
    String text =
        switch (reply.values().get(question)) {
          case null -> "";
          case Value.Written(String words) -> words;
          case Value.Chosen chosen -> chosen.other();
          case Value.Figure _, Value.Grid _ -> "";
        };
    return Optional.of(text).filter(words -> !words.isBlank());
  }

  /**
   * What an analyst says of one text.
   *
   * @param seen what was said when it was read; empty when nothing was
   * @param themes what is said now; empty for nothing
   */
  record Say(String reply, Optional<List<String>> seen, Optional<List<String>> themes) {}

  /** What came of it. */
  enum Outcome {
    SAVED,
    /** It was so already. */
    SAME,
    /** Somebody else has said something else meanwhile, and that stands. */
    CHANGED,
    /** The answer has been changed or taken back. */
    GONE
  }

  Outcome say(String survey, String question, Say said, Caller.Official by, Instant now) {
    for (int turn = 0; turn < MOST_TRIES; turn++) {
      var stored =
          replies
              .stored(survey, said.reply())
              .filter(one -> words(one.reply(), question).isPresent());
      if (stored.isEmpty()) {
        return Outcome.GONE;
      }
      var before = codings.of(survey, said.reply());
      Map<String, List<String>> themes =
          new HashMap<>(before.map(kept -> kept.coding().themes()).orElse(Map.of()));
      var stands = Optional.ofNullable(themes.get(question));
      if (alike(stands, said.themes())) {
        return Outcome.SAME;
      }
      if (!alike(stands, said.seen())) {
        return Outcome.CHANGED;
      }
      said.themes()
          .ifPresentOrElse(
              they -> themes.put(question, they.stream().sorted().toList()),
              () -> themes.remove(question));
      var coding = new Coding(survey, said.reply(), stored.get().reply().cell(), themes);
      Write audit = Audit.entry(by, "coded", "survey-" + survey, now);
      if (table.write(codings.write(coding, before), stored.get().unchanged(), audit).done()) {
        return Outcome.SAVED;
      }
    }
    throw new IllegalStateException("A coding found no quiet moment");
  }

  private static boolean alike(Optional<List<String>> one, Optional<List<String>> other) {
    return one.map(themes -> themes.stream().sorted().toList())
        .equals(other.map(themes -> themes.stream().sorted().toList()));
  }
}
