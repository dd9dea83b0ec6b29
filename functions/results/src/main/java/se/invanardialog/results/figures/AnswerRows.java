package se.invanardialog.results.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import se.invanardialog.core.disclosure.Disclosure;
import se.invanardialog.core.table.Keys;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.members.SmallGroups;
import se.invanardialog.panels.members.Trait;
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

  /** The column that says how an answer came in. */
  static final String MODE = "mode";

  private final Replies replies;

  AnswerRows(Replies replies) {
    this.replies = replies;
  }

  Sheet of(Survey survey) {
    return sheet(survey.base(), active(survey.base().id()));
  }

  static Sheet sheet(Survey.Base survey, List<Reply> all) {
    List<String> variables = variables(survey.design(), all);
    SmallGroups small = small(all);
    var columns = Column.of(survey);
    var headers = new ArrayList<String>(variables);
    columns.forEach(column -> headers.add(column.header()));
    var hidden = columns.stream().map(column -> hidden(column, variables, small, all)).toList();
    var rows = new ArrayList<List<Sheet.Entry>>();
    for (Reply reply : Disclosure.shows(all.size()) ? all : List.<Reply>of()) {
      Cell cell = small.shown(cell(reply));
      var row = Sheet.row();
      variables.forEach(variable -> row.text(cell.of(variable).orElse("")));
      for (int at = 0; at < columns.size(); at++) {
        Set<Map.Entry<String, String>> untold = hidden.get(at);
        boolean told =
            variables.stream()
                .map(variable -> Map.entry(variable, SmallGroups.category(cell(reply), variable)))
                .noneMatch(untold::contains);
        String answer = told ? columns.get(at).answer(reply) : "";
        if (answer.isEmpty() || !columns.get(at).numbers()) {
          row.text(answer);
        } else {
          row.count(Long.parseLong(answer));
        }
      }
      rows.add(row.done());
    }
    rows.sort(Comparator.comparing(Object::toString));
    return new Sheet("rows", headers, rows);
  }

  /** The categories, of what is told, in which too few have answered this question. */
  private static Set<Map.Entry<String, String>> hidden(
      Column column, List<String> variables, SmallGroups small, List<Reply> all) {
    var hidden = new HashSet<Map.Entry<String, String>>();
    for (String variable : variables) {
      var counts = new TreeMap<String, Long>();
      all.forEach(reply ->
          counts.merge(
              SmallGroups.category(cell(reply), variable),
              column.answer(reply).isEmpty() ? 0L : 1L,
              Long::sum));
      SmallGroups.hidden(small.in(variable, counts))
          .forEach(one -> hidden.add(Map.entry(variable, one)));
    }
    return hidden;
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

  /**
   * The variables that each row may tell: one after the other, unless it makes a combination that
   * fewer than five share. A variable is told in all rows or in none, since what some of them leave
   * out could be worked out from the result. What the sample and the quotas go by comes first.
   */
  static List<String> variables(Survey.Design design, List<Reply> all) {
    SmallGroups small = small(all);
    List<Cell> cells = all.stream().map(reply -> small.shown(cell(reply))).toList();
    var told = new ArrayList<String>();
    for (String variable : inOrder(design)) {
      told.add(variable);
      var counts =
          cells.stream()
              .collect(Collectors.groupingBy(cell -> only(cell, told), Collectors.counting()));
      boolean none = counts.keySet().stream().allMatch(cell -> cell.of(variable).isEmpty());
      if (none || !counts.values().stream().allMatch(Disclosure::shows)) {
        told.removeLast();
      }
    }
    return told;
  }

  private static Set<String> inOrder(Survey.Design design) {
    var variables = new LinkedHashSet<String>();
    if (design.sample() != null) {
      variables.addAll(design.sample().strata());
    }
    design
        .quotas()
        .keySet()
        .forEach(cell -> variables.addAll(Cell.parse(cell).categories().keySet()));
    Arrays.stream(Trait.values()).map(Trait::variable).forEach(variables::add);
    variables.add(MODE);
    return variables;
  }

  private static Cell only(Cell cell, List<String> variables) {
    var categories = new TreeMap<>(cell.categories());
    categories.keySet().retainAll(variables);
    return new Cell(categories);
  }

  private static SmallGroups small(List<Reply> all) {
    return new SmallGroups(
        all.stream().collect(Collectors.groupingBy(AnswerRows::cell, Collectors.counting())));
  }

  /** How an answer came in is part of what it could be recognised by. */
  private static Cell cell(Reply reply) {
    var categories = new TreeMap<>(reply.cell().categories());
    categories.put(MODE, reply.mode().word());
    return new Cell(categories);
  }
}
