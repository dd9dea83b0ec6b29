package se.invanardialog.panels.surveys;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.surveys.Survey.Design;

/**
 * What may change once a survey is sent: how something is written, never what is asked. Each change
 * is kept, and shown to everybody on the survey's page.
 */
final class Wording {
  private static final Set<String> WRITTEN =
      Set.of("title", "intro", "text", "help", "minText", "maxText", "decidedBy", "use");
  private static final int MOST_CHANGES = 90;

  private Wording() {}

  /**
   * One text as it was and as it became.
   *
   * @param language its code
   */
  record Change(String language, String before, String after) {}

  record Logged(Instant at, Change change) {}

  /** Empty when more than the wording differs, or nothing does. */
  static Optional<List<Change>> changes(Design before, Design after) {
    var changes = new ArrayList<Change>();
    boolean alike =
        same(SurveyItems.tree(before), SurveyItems.tree(after), false, "", changes)
            && !changes.isEmpty()
            && changes.size() <= MOST_CHANGES;
    return alike ? Optional.of(List.copyOf(changes)) : Optional.empty();
  }

  private static boolean same(
      JsonNode was, JsonNode is, boolean written, String name, List<Change> changes) {
    if (written && (was.isTextual() || was.isMissingNode()) && is.isTextual()) {
      if (!was.asText().equals(is.asText())) {
        changes.add(new Change(name, was.asText(), is.asText()));
      }
      return true;
    }
    if (was.isObject() && is.isObject()) {
      var names = new TreeSet<String>();
      was.fieldNames().forEachRemaining(names::add);
      is.fieldNames().forEachRemaining(names::add);
      return names.stream()
          .allMatch(one -> same(was.path(one), is.path(one), WRITTEN.contains(name), one, changes));
    }
    if (was.isArray() && is.isArray()) {
      return was.size() == is.size()
          && IntStream.range(0, was.size())
              .allMatch(at -> same(was.get(at), is.get(at), false, "", changes));
    }
    return was.equals(is);
  }

  static List<Write> log(String survey, List<Change> changes, Instant now) {
    return IntStream.range(0, changes.size())
        .<Write>mapToObj(at ->
            Write.put(
                Item.at(Keys.surveyWording(survey, now, at))
                    .with("at", now)
                    .with("language", changes.get(at).language())
                    .with("before", changes.get(at).before())
                    .with("after", changes.get(at).after())))
        .toList();
  }

  /** Oldest first. */
  static List<Logged> of(Table table, String survey) {
    var first = Keys.surveyWordings(survey);
    return table.all(Query.partition(first.partition()).beginningWith(first.sort())).stream()
        .map(item ->
            new Logged(
                item.instant("at"),
                new Change(item.text("language"), item.text("before"), item.text("after"))))
        .toList();
  }
}
