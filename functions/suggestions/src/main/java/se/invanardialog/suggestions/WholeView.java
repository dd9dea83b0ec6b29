package se.invanardialog.suggestions;

import gg.jte.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.pages.Bars;
import se.invanardialog.core.texts.Words;

/** A suggestion's page, in the reader's words. */
public record WholeView(
    RowView row,
    Suggestion.Content content,
    boolean hidden,
    String title,
    String author,
    String published,
    String publishedDay,
    String received,
    String lastDay,
    String missing,
    boolean open,
    boolean answered,
    String count,
    List<District> districts,
    boolean othersTogether,
    String origins,
    List<Timeline.Line> timeline,
    Optional<AnswerView> answer,
    Optional<RefusalView> refusal) {

  /** Support in one place. */
  public record District(String name, String names, Content bar) {}

  /** The board's letter. */
  public record AnswerView(
      String decision,
      String text,
      String board,
      String date,
      String day,
      String registryNumber,
      String minutesParagraph) {}

  /** Why it was not published. */
  public record RefusalView(String reason, String duplicateOf, String duplicateTitle) {}

  static WholeView of(Suggestions.Whole whole, Words words, Instant now, Wiring wiring) {
    Row row = whole.row();
    var base = whole.suggestion().base();
    RowView summary = RowView.of(row, words, now);
    Optional<Suggestion.Refusal> refusal =
        whole.suggestion() instanceof Suggestion.Refused refused
            ? Optional.of(refused.refusal())
            : Optional.empty();
    boolean hidden = refusal.map(found -> found.reason().hidesText()).orElse(false);
    long missing = row.threshold() - row.signatures();
    return new WholeView(
        summary,
        base.content(),
        hidden,
        summary.title(),
        base.author().shown(),
        row.publishedAt().map(words::date).orElse(""),
        row.publishedAt().map(at -> Words.day(at).toString()).orElse(""),
        Words.day(base.receivedAt()).toString(),
        row.closesAt().map(at -> words.weekdayDate(Rules.lastDay(at))).orElse(""),
        missing(row, missing, words),
        row.openAt(now),
        whole.answer().isPresent(),
        words.number(row.signatures()),
        districts(row, words),
        Districts.shown(row).containsKey(Districts.OTHERS),
        row.paper() > 0 ? words.get("suggestion.origins", row.online(), row.paper()) : "",
        Timeline.lines(whole, words, now),
        whole
            .answer()
            .map(answer ->
                new AnswerView(
                    words.get("decision." + answer.decision()),
                    answer.text(),
                    answer.board(),
                    words.date(answer.date()),
                    answer.date().toString(),
                    answer.registryNumber(),
                    answer.minutesParagraph())),
        refusal.map(found ->
            new RefusalView(
                words.get(found.reason().textKey()),
                found.duplicateOf(),
                found.duplicateOf().isEmpty()
                    ? ""
                    : wiring
                        .suggestions
                        .row(found.duplicateOf())
                        .filter(Row::listed)
                        .map(Row::title)
                        .orElse(""))));
  }

  private static String missing(Row row, long missing, Words words) {
    if (row.threshold() <= 0) {
      return words.get("suggestion.no-threshold", row.board());
    }
    return missing > 0
        ? words.count("suggestion.missing", missing, row.board())
        : words.get("suggestion.reached", row.board());
  }

  private static List<District> districts(Row row, Words words) {
    var shown = Districts.shown(row);
    long most = shown.values().stream().mapToLong(Long::longValue).max().orElse(1);
    var districts = new ArrayList<District>();
    shown.forEach((name, names) ->
        districts.add(
            new District(
                name.isEmpty() ? words.get("suggestion.others") : name,
                words.number(names),
                Bars.chart((double) names / most))));
    return shown.size() > 1 || !shown.containsKey(Districts.OTHERS) ? districts : List.of();
  }
}
