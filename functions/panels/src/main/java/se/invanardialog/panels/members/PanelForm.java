package se.invanardialog.panels.members;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Translated;

/** A panel as an official writes it, on the page or as JSON. */
final class PanelForm {
  static final int LONGEST_NAME = 80;
  static final int LONGEST_ABOUT = 1_000;
  static final int LONGEST_FREQUENCY = 200;
  static final int GREATEST_AGE_LIMIT = 100;
  static final int MOST_AGE_BOUNDS = 12;

  private PanelForm() {}

  /** The lists of a form or a body, which one field can't hold. */
  record Lists(Optional<List<String>> profile, Optional<List<String>> needs, String ageBounds) {
    static Lists of(JsonNode body) {
      return new Lists(
          list(body.path("profile")),
          list(body.path("needs")),
          list(body.path("ageBounds")).map(bounds -> String.join(",", bounds)).orElse(""));
    }

    static Lists of(Map<String, List<String>> form) {
      return new Lists(
          Optional.of(form.getOrDefault("profile", List.of())),
          Optional.of(form.getOrDefault("needs", List.of())),
          form.getOrDefault("ageBounds", List.of("")).getLast());
    }

    private static Optional<List<String>> list(JsonNode node) {
      if (!node.isArray()) {
        return Optional.empty();
      }
      var texts = new ArrayList<String>();
      node.forEach(one -> texts.add(one.asText()));
      return Optional.of(texts);
    }
  }

  /**
   * What is left out stays as it was.
   *
   * @param before what it is changed from, or {@link #blank}
   */
  static Panel read(Input input, Lists lists, Panel before) {
    Translated name = translated(input, "name", true, LONGEST_NAME, before.name());
    Translated about = translated(input, "about", false, LONGEST_ABOUT, before.about());
    Translated frequency =
        translated(input, "frequency", false, LONGEST_FREQUENCY, before.frequency());
    List<Trait> asks =
        lists.profile().map(words -> traits(input, "profile", words)).orElse(before.asks());
    List<Trait> needs =
        lists
            .needs()
            .map(words -> traits(input, "needs", words))
            .orElseGet(() -> before.needs().stream().filter(asks::contains).toList());
    if (!asks.containsAll(needs)) {
      input.error("needs", "asked");
    }
    int minimumAge = input.number("minimumAge", before.minimumAge(), 0, GREATEST_AGE_LIMIT);
    int guardianUnder =
        input.number("guardianUnder", before.guardianUnder(), 0, GREATEST_AGE_LIMIT);
    List<Integer> bounds = bounds(input, lists.ageBounds(), before.ageBounds());
    return new Panel(
        before.id(),
        before.version(),
        name,
        about,
        frequency,
        asks,
        needs.stream().collect(Collectors.toUnmodifiableSet()),
        minimumAge,
        guardianUnder,
        bounds,
        input.has("open") ? input.flag("open") : before.open(),
        before.createdAt());
  }

  static Panel blank(String id, Instant now) {
    return new Panel(
        id,
        1,
        Translated.NOTHING,
        Translated.NOTHING,
        Translated.NOTHING,
        List.of(),
        java.util.Set.of(),
        0,
        0,
        Panel.USUAL_AGE_BOUNDS,
        true,
        now);
  }

  /** A form's fields, filled in with what the panel is. */
  static Map<String, String> fields(Panel panel) {
    var fields = new LinkedHashMap<String, String>();
    for (Language language : Language.all()) {
      String code = language.code();
      fields.put("name." + code, panel.name().byLanguage().getOrDefault(code, ""));
      fields.put("about." + code, panel.about().byLanguage().getOrDefault(code, ""));
      fields.put("frequency." + code, panel.frequency().byLanguage().getOrDefault(code, ""));
    }
    fields.put("profile", joined(panel.asks()));
    fields.put("needs", joined(panel.needs()));
    fields.put("minimumAge", Integer.toString(panel.minimumAge()));
    fields.put("guardianUnder", Integer.toString(panel.guardianUnder()));
    fields.put(
        "ageBounds",
        panel.ageBounds().stream().map(Object::toString).collect(Collectors.joining(", ")));
    fields.put("open", panel.open() ? "yes" : "");
    fields.put("version", Integer.toString(panel.version()));
    return fields;
  }

  /** As the API says it. */
  static Map<String, Object> json(Panel panel) {
    var body = new LinkedHashMap<String, Object>();
    body.put("id", panel.id());
    body.put("version", panel.version());
    body.put("name", panel.name().byLanguage());
    body.put("about", panel.about().byLanguage());
    body.put("frequency", panel.frequency().byLanguage());
    body.put("profile", panel.asks().stream().map(Trait::word).toList());
    body.put("needs", panel.needs().stream().map(Trait::word).sorted().toList());
    body.put("minimumAge", panel.minimumAge());
    body.put("guardianUnder", panel.guardianUnder());
    body.put("ageBounds", panel.ageBounds());
    body.put("open", panel.open());
    return body;
  }

  private static String joined(java.util.Collection<Trait> traits) {
    return traits.stream().map(Trait::word).sorted().collect(Collectors.joining(","));
  }

  private static Translated translated(
      Input input, String field, boolean needed, int longest, Translated before) {
    var all = new LinkedHashMap<>(before.byLanguage());
    for (Language language : Language.all()) {
      String own = field + "." + language.code();
      if (input.has(own)) {
        all.put(
            language.code(),
            longest == LONGEST_ABOUT
                ? input.text(own, false, longest)
                : input.line(own, false, longest));
      }
    }
    String swedish = field + "." + Language.DEFAULT.code();
    if (needed && all.getOrDefault(Language.DEFAULT.code(), "").isBlank()) {
      input.error(swedish, "missing");
    }
    return new Translated(all);
  }

  private static List<Trait> traits(Input input, String field, List<String> words) {
    var traits = new ArrayList<Trait>();
    for (String word : words) {
      Optional<Trait> trait = Trait.of(word);
      if (trait.isEmpty()) {
        input.error(field, "choose");
      }
      trait.filter(one -> !traits.contains(one)).ifPresent(traits::add);
    }
    return traits.stream().sorted().toList();
  }

  private static List<Integer> bounds(Input input, String written, List<Integer> before) {
    if (written.isBlank()) {
      return before;
    }
    var bounds = new ArrayList<Integer>();
    for (String part : written.split("[,;\\s]+")) {
      int bound = part.matches("[0-9]{1,3}") ? Integer.parseInt(part) : 0;
      int least = bounds.isEmpty() ? 1 : bounds.getLast() + 1;
      if (bound < least || bound > GREATEST_AGE_LIMIT || bounds.size() == MOST_AGE_BOUNDS) {
        input.error("ageBounds", "bounds");
        return before;
      }
      bounds.add(bound);
    }
    return bounds;
  }
}
