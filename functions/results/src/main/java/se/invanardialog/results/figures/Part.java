package se.invanardialog.results.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.results.AnswerCounts;
import se.invanardialog.results.themes.Theme;
import se.invanardialog.results.weighting.Moments;

/**
 * What is shown in one table: a question, or a row of a matrix.
 *
 * @param row of a matrix
 * @param choices what could be answered, in order; none where numbers or texts are
 * @param answered the name of the tally of how many have; a matrix's rows are added up instead
 */
record Part(
    Question question, Optional<Question.Option> row, List<Choice> choices, String answered) {
  private Part(Question question, Optional<Question.Option> row, List<Choice> choices) {
    this(question, row, choices, AnswerCounts.answered(question.id()));
  }

  /** What answers in words are about: of those that have been coded. */
  static Part themed(Question question, List<Theme> themes) {
    return new Part(
        question,
        Optional.empty(),
        themes.stream()
            .map(theme ->
                new Choice(theme.id(), theme.name(), AnswerCounts.theme(question.id(), theme.id())))
            .toList(),
        AnswerCounts.coded(question.id()));
  }

  /**
   * @param counted the name of the tally that counts it
   */
  record Choice(String id, Translated text, String counted) {}

  /** A scale of more steps is shown as the numbers it is. */
  private static final int MOST_STEPS = 11;

  static List<Part> of(List<Question> questions, int round) {
    var parts = new ArrayList<Part>();
    for (Question question : questions) {
      if (question.rounds().isEmpty() || question.rounds().contains(round)) {
        parts.addAll(of(question));
      }
    }
    return parts;
  }

  private static List<Part> of(Question question) {
    String id = question.id();
    return switch (question.type()) {
      case INFO -> List.of();
      case TEXT, NUMBER -> List.of(new Part(question, Optional.empty(), List.of()));
      case SCALE -> List.of(new Part(question, Optional.empty(), steps(question)));
      case ONE, SEVERAL -> {
        var choices = new ArrayList<Choice>();
        question
            .options()
            .forEach(option ->
                choices.add(
                    new Choice(option.id(), option.text(), AnswerCounts.chose(id, option.id()))));
        if (question.other()) {
          choices.add(
              new Choice(
                  Question.OTHER, Translated.NOTHING, AnswerCounts.chose(id, Question.OTHER)));
        }
        yield List.of(new Part(question, Optional.empty(), choices));
      }
      case RANK ->
          List.of(
              new Part(
                  question,
                  Optional.empty(),
                  question.options().stream()
                      .map(option ->
                          new Choice(
                              option.id(), option.text(), AnswerCounts.first(id, option.id())))
                      .toList()));
      case MATRIX ->
          question.rows().stream()
              .map(row ->
                  new Part(
                      question,
                      Optional.of(row),
                      question.options().stream()
                          .map(option ->
                              new Choice(
                                  option.id(),
                                  option.text(),
                                  AnswerCounts.inRow(id, row.id(), option.id())))
                          .toList()))
              .toList();
    };
  }

  private static List<Choice> steps(Question question) {
    int from = question.min() == null ? 1 : question.min();
    int to = question.max() == null ? 5 : question.max();
    if (to - from >= MOST_STEPS) {
      return List.of();
    }
    return IntStream.rangeClosed(from, to)
        .mapToObj(step ->
            new Choice(
                Integer.toString(step),
                Translated.swedish(Integer.toString(step)),
                AnswerCounts.bar(question.id(), step)))
        .toList();
  }

  /** How many have answered it. */
  long n(Tally tally) {
    return row.isEmpty()
        ? tally.of(answered)
        : choices.stream().mapToLong(choice -> tally.of(choice.counted())).sum();
  }

  boolean hasMean() {
    return switch (question.type()) {
      case SCALE, NUMBER -> true;
      case ONE, SEVERAL, RANK, TEXT, MATRIX, INFO -> false;
    };
  }

  Moments share(Tally tally, Choice choice) {
    return Moments.share((double) n(tally), (double) tally.of(choice.counted()));
  }

  Moments numbers(Tally tally) {
    return new Moments(
        n(tally),
        tally.of(AnswerCounts.sum(question.id())),
        tally.of(AnswerCounts.squares(question.id())));
  }

  /** The place it was given on average, 1 for the first, by those who ranked it. */
  Optional<Double> meanPlace(List<Tally> tallies, Choice choice) {
    if (question.type() != Question.Type.RANK) {
      return Optional.empty();
    }
    long ranked = 0;
    long places = 0;
    for (Tally tally : tallies) {
      ranked += tally.of(AnswerCounts.chose(question.id(), choice.id()));
      places += tally.of(AnswerCounts.places(question.id(), choice.id()));
    }
    return ranked == 0 ? Optional.empty() : Optional.of((double) places / ranked);
  }
}
