package se.invanardialog.results.themes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Translated;

/** What each question's answers in words can be about, as the analysts have it. */
public final class Themes {
  /** Of one question; more than can be overlooked. */
  static final int MOST = 30;

  private static final int MOST_TRIES = 10;
  private static final String BY_QUESTION = "themes";
  private static final String MADE = "made";
  private static final String VERSION = "version";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, List<Theme>>> SHAPE =
      new TypeReference<>() {};

  private final Table table;

  public Themes(Table table) {
    this.table = table;
  }

  /** By question id, in the order they were made. */
  public Map<String, List<Theme>> of(String survey) {
    return table.get(Keys.surveyThemes(survey)).map(Themes::read).orElse(Map.of());
  }

  /** What came of changing the themes. */
  sealed interface Outcome {
    record Done(Theme theme) implements Outcome {}

    /** The question has one of that name. */
    record Taken() implements Outcome {}

    record TooMany() implements Outcome {}

    record Unknown() implements Outcome {}
  }

  /**
   * @param also written with it
   */
  Outcome add(String survey, String question, Translated name, Write also) {
    return change(
        survey,
        also,
        known -> {
          var its = known.themes().computeIfAbsent(question, none -> new ArrayList<>());
          if (its.size() >= MOST) {
            return new Outcome.TooMany();
          }
          var theme = new Theme("t" + (known.made() + 1), name);
          if (taken(its, theme)) {
            return new Outcome.Taken();
          }
          its.add(theme);
          return new Outcome.Done(theme);
        });
  }

  Outcome rename(String survey, String id, Translated name, Write also) {
    var theme = new Theme(id, name);
    return change(
        survey,
        also,
        known -> {
          for (var its : known.themes().values()) {
            if (its.stream().anyMatch(one -> one.id().equals(id))) {
              if (taken(its, theme)) {
                return new Outcome.Taken();
              }
              its.replaceAll(one -> one.id().equals(id) ? theme : one);
              return new Outcome.Done(theme);
            }
          }
          return new Outcome.Unknown();
        });
  }

  /** What was coded to it is coded to it no more; its name can be used again. */
  Outcome remove(String survey, String id, Write also) {
    return change(
        survey,
        also,
        known -> {
          for (var its : known.themes().values()) {
            for (Theme one : its) {
              if (one.id().equals(id)) {
                its.remove(one);
                return new Outcome.Done(one);
              }
            }
          }
          return new Outcome.Unknown();
        });
  }

  private static boolean taken(List<Theme> themes, Theme theme) {
    return themes.stream()
        .anyMatch(one ->
            !one.id().equals(theme.id())
                && one.name().swedish().equalsIgnoreCase(theme.name().swedish()));
  }

  /**
   * @param made how many have ever been: an id is never used again
   */
  private record Known(Map<String, List<Theme>> themes, long made) {}

  private Outcome change(String survey, Write also, Function<Known, Outcome> by) {
    for (int turn = 0; turn < MOST_TRIES; turn++) {
      Optional<Item> before = table.getConsistently(Keys.surveyThemes(survey));
      var themes = new LinkedHashMap<String, List<Theme>>();
      before
          .map(Themes::read)
          .orElse(Map.of())
          .forEach((question, its) -> themes.put(question, new ArrayList<>(its)));
      var known = new Known(themes, before.map(item -> item.number(MADE)).orElse(0L));
      Outcome outcome = by.apply(known);
      if (!(outcome instanceof Outcome.Done)) {
        return outcome;
      }
      long version = before.map(item -> item.number(VERSION)).orElse(0L);
      Item after =
          Item.at(Keys.surveyThemes(survey))
              .with(BY_QUESTION, text(themes))
              .with(MADE, known.made() + 1)
              .with(VERSION, version + 1);
      Condition unchanged = before.isEmpty() ? Condition.newItem() : Condition.is(VERSION, version);
      if (table.write(new Write.Put(after, unchanged), also).done()) {
        return outcome;
      }
    }
    throw new IllegalStateException("The themes found no quiet moment");
  }

  private static Map<String, List<Theme>> read(Item item) {
    try {
      return JSON.readValue(item.text(BY_QUESTION), SHAPE);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("Themes unreadable", broken);
    }
  }

  private static String text(Map<String, List<Theme>> themes) {
    try {
      return JSON.writeValueAsString(themes);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
