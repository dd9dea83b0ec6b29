package se.invanardialog.results.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import se.invanardialog.core.disclosure.Disclosure;
import se.invanardialog.core.table.Keys;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.answers.Value;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.results.exports.Sheet;

/**
 * Answers one by one, for an analyst: without names, ids, moments and what was written in words,
 * and without combinations of groups that fewer than five share. Their order says nothing.
 */
final class AnswerRows {
  /** More do not fit into one answer of a function. */
  static final int MOST = 10_000;

  private static final int PAGE = 500;

  private final Replies replies;

  AnswerRows(Replies replies) {
    this.replies = replies;
  }

  Sheet of(Survey survey) {
    List<Reply> all = active(survey.base().id());
    Map<Cell, Cell> coarse = coarsened(all);
    var variables =
        coarse.values().stream()
            .flatMap(cell -> cell.categories().keySet().stream())
            .distinct()
            .sorted()
            .toList();
    var questions =
        Part.of(survey.base().design().questions(), survey.base().round()).stream()
            .filter(part -> part.question().type() != Question.Type.TEXT)
            .toList();
    var headers = new ArrayList<String>(variables);
    headers.add("mode");
    questions.forEach(part ->
        headers.add(
            part.row()
                .map(row -> part.question().id() + "_" + row.id())
                .orElse(part.question().id())));
    var rows = new ArrayList<List<Sheet.Entry>>();
    boolean modes = modesShown(all);
    for (Reply reply : all) {
      Optional<Cell> cell = Optional.ofNullable(coarse.get(reply.cell()));
      if (cell.isPresent()) {
        var row = Sheet.row();
        variables.forEach(variable -> row.text(cell.get().of(variable).orElse("")));
        row.text(modes ? reply.mode().word() : "");
        questions.forEach(part -> row.text(answer(part, reply)));
        rows.add(row.done());
      }
    }
    rows.sort(Comparator.comparing(Object::toString));
    return new Sheet("rows", headers, rows);
  }

  private List<Reply> active(String survey) {
    var all = new ArrayList<Reply>();
    for (int shard = 0; shard < Keys.MEMBER_SHARDS; shard++) {
      Optional<String> cursor = Optional.empty();
      do {
        var page = replies.page(survey, shard, PAGE, cursor);
        page.replies().stream().filter(Reply::active).forEach(all::add);
        cursor = page.next();
      } while (cursor.isPresent() && all.size() < MOST);
    }
    return all.size() > MOST ? all.subList(0, MOST) : all;
  }

  private static boolean modesShown(List<Reply> all) {
    var counts = all.stream().collect(Collectors.groupingBy(Reply::mode, Collectors.counting()));
    return counts.values().stream().allMatch(Disclosure::shows);
  }

  /**
   * Each cell as it is shown: the last variable of a small one is left out until at least five
   * share what is left. Cells without variables that are still few are not shown at all.
   */
  static Map<Cell, Cell> coarsened(List<Reply> all) {
    var counts = all.stream().collect(Collectors.groupingBy(Reply::cell, Collectors.counting()));
    var shown = new HashMap<Cell, Cell>();
    counts.keySet().forEach(cell -> shown.put(cell, cell));
    while (true) {
      var sums = new HashMap<Cell, Long>();
      counts.forEach((cell, n) -> sums.merge(shown.getOrDefault(cell, cell), n, Long::sum));
      var small =
          sums.entrySet().stream()
              .filter(sum -> !Disclosure.shows(sum.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      if (small.isEmpty()) {
        return shown;
      }
      boolean coarser = false;
      for (Cell cell : small) {
        if (!cell.categories().isEmpty()) {
          coarser = true;
          Cell fewer = cell.without(List.copyOf(cell.categories().keySet()).getLast());
          shown.replaceAll((own, as) -> as.equals(cell) ? fewer : as);
        }
      }
      if (!coarser) {
        shown.values().removeIf(small::contains);
        return shown;
      }
    }
  }

  private static String answer(Part part, Reply reply) {
    Value value = reply.values().get(part.question().id());
    return switch (value) {
      case null -> "";
      case Value.Chosen chosen -> String.join(" ", chosen.options());
      case Value.Figure(long number) -> Long.toString(number);
      case Value.Grid(var byRow) ->
          part.row().map(row -> byRow.getOrDefault(row.id(), "")).orElse("");
      case Value.Written _ -> "";
    };
  }
}
