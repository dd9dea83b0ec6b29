package se.invanardialog.panels.surveys;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.surveys.Question.Option;
import se.invanardialog.panels.surveys.Survey.Design;

/**
 * What may make a question hard to answer or its answers hard to use. It warns and never stops: a
 * rule of thumb doesn't know the question.
 */
final class Lint {
  static final int MOST_WORDS = 30;
  static final int MOST_CHARACTERS = 220;
  static final int MOST_OPTIONS_ON_A_PHONE = 10;
  static final int LONGEST_OPTION_ON_A_PHONE = 80;
  static final int MOST_COLUMNS_ON_A_PHONE = 5;
  static final int MOST_ROWS_ON_A_PHONE = 8;
  static final int MANY_QUESTIONS = 20;

  private static final int ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  /** Set phrases that join words and no questions. */
  private static final Pattern SET_PHRASES =
      words(
          "till och (från|med)|då och då|dag och natt|för och emot|mer eller mindre|och så"
              + " vidare|eller inte|eller ej|ja eller nej|more or less|and so on|or not|yes or"
              + " no|both sides and|again and again|[\\p{L}]+- och [\\p{L}]+|[\\p{L}]+- eller"
              + " [\\p{L}]+");

  private static final Pattern JOINED = words("och|samt|eller|and|or");

  private static final Pattern LEADING =
      words(
          "tycker du inte|tycker ni inte|anser du inte|vill du inte|är det inte|borde inte"
              + "|borde vi inte|visst är|visst ska|visst borde|håller du med om|instämmer du i att"
              + "|håller du inte med|som alla vet|det är väl|självklart|naturligtvis|onödig[ta]?"
              + "|slösa|don't you|do you not agree|do you agree that|wouldn't you|shouldn't we"
              + "|isn't it|surely|obviously|as everyone knows");

  private static final Pattern UNSURE =
      words(
          "vet inte|vet ej|ingen (åsikt|uppfattning|erfarenhet)|osäker|inte aktuellt|ej aktuellt"
              + "|kan inte (svara|säga|bedöma)|vill inte (svara|säga)|berör mig inte|don't know"
              + "|do not know|no opinion|not sure|unsure|not applicable|prefer not|can't say"
              + "|cannot say");

  private static final Pattern AGAINST =
      words(
          "(mycket |ganska |rätt"
              + " )?(dålig[ta]?|sämre|sämst|missnöjd[a]?|otrygg[at]?|oviktig[ta]?|svår[at]?)|(stämmer|instämmer|håller)"
              + " inte.*|inte (alls )?(bra|nöjd|viktigt|trygg)|tar avstånd.*|motsätter.*|(very"
              + " |fairly |somewhat )?(bad|poor|dissatisfied|unsafe|unimportant)|(strongly"
              + " )?disagree");

  private static final Pattern IN_FAVOUR =
      words(
          "(mycket |ganska |rätt |utmärkt |helt )?(bra|god|gott|bättre|bäst|nöjd[a]?|trygg[at]?"
              + "|viktig[ta]?|lätt)|utmärkt|(stämmer|instämmer|håller med).*"
              + "|(very |fairly |somewhat )?(good|satisfied|safe|important)|excellent"
              + "|(strongly )?agree");

  private final Design design;
  private final List<Warning> warnings = new ArrayList<>();

  private Lint(Design design) {
    this.design = design;
  }

  /** What may be wrong. */
  enum Code {
    DOUBLE,
    LEADING,
    NO_DONT_KNOW,
    TOO_LONG,
    MANY_OPTIONS,
    LONG_OPTION,
    WIDE_MATRIX,
    TALL_MATRIX,
    UNTRANSLATED,
    UNBALANCED,
    BARE_SCALE,
    UNREACHABLE,
    MANY_QUESTIONS;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One warning.
   *
   * @param question the id of the question that it is about; empty for the whole survey
   * @param value what to say more: a language's code, a number or the words that gave it away
   */
  record Warning(Code code, String question, String value) {}

  /** In the order of the questions. */
  static List<Warning> of(Design design) {
    var lint = new Lint(design);
    lint.survey();
    return List.copyOf(lint.warnings);
  }

  private void survey() {
    var languages = languages();
    untranslated("", languages, Stream.of(design.title(), design.intro()));
    long asked = design.questions().stream().filter(Question::asks).count();
    if (asked > MANY_QUESTIONS) {
      warn(Code.MANY_QUESTIONS, "", Long.toString(asked));
    }
    var reached = new HashSet<String>();
    for (int at = 0; at < design.questions().size(); at++) {
      Question question = design.questions().get(at);
      if (reachable(question, design.questions().subList(0, at), reached)) {
        reached.add(question.id());
      } else {
        warn(Code.UNREACHABLE, question.id(), "");
      }
      if (question.asks()) {
        wording(question);
        choices(question);
      }
      untranslated(question.id(), languages, texts(question));
    }
  }

  private void wording(Question question) {
    var said = new LinkedHashSet<>(question.text().byLanguage().values());
    for (String text : said) {
      String asked = SET_PHRASES.matcher(lastSentence(text)).replaceAll(" ");
      var joined = JOINED.matcher(asked);
      if (question.type() != Question.Type.TEXT && joined.find()) {
        warn(Code.DOUBLE, question.id(), joined.group().strip());
        break;
      }
    }
    for (String text : said) {
      var leading = LEADING.matcher(text);
      if (leading.find()) {
        warn(Code.LEADING, question.id(), leading.group().strip());
        break;
      }
    }
    for (String text : said) {
      int words = text.strip().split("\\s+").length;
      if (words > MOST_WORDS || text.length() > MOST_CHARACTERS) {
        warn(Code.TOO_LONG, question.id(), Integer.toString(words));
        break;
      }
    }
  }

  /** What comes before the question itself may well hold an "och". */
  private static String lastSentence(String text) {
    int end = text.lastIndexOf('?');
    String until = end < 0 ? text : text.substring(0, end);
    int begin = Math.max(until.lastIndexOf(". "), until.lastIndexOf('\n'));
    return until.substring(begin + 1);
  }

  private void choices(Question question) {
    var options = question.options();
    boolean one = question.type() == Question.Type.ONE;
    boolean matrix = question.type() == Question.Type.MATRIX;
    if ((one || matrix) && options.stream().noneMatch(Lint::unsure)) {
      warn(Code.NO_DONT_KNOW, question.id(), "");
    }
    if (one || matrix) {
      balance(question);
    }
    if (matrix && options.size() > MOST_COLUMNS_ON_A_PHONE) {
      warn(Code.WIDE_MATRIX, question.id(), Integer.toString(options.size()));
    }
    if (matrix && question.rows().size() > MOST_ROWS_ON_A_PHONE) {
      warn(Code.TALL_MATRIX, question.id(), Integer.toString(question.rows().size()));
    }
    if (!matrix && options.size() > MOST_OPTIONS_ON_A_PHONE) {
      warn(Code.MANY_OPTIONS, question.id(), Integer.toString(options.size()));
    }
    options.stream()
        .flatMap(option -> option.text().byLanguage().values().stream())
        .filter(text -> text.length() > LONGEST_OPTION_ON_A_PHONE)
        .findFirst()
        .ifPresent(text -> warn(Code.LONG_OPTION, question.id(), Integer.toString(text.length())));
    if (question.type() == Question.Type.SCALE
        && (question.minText() == null || question.maxText() == null)) {
      warn(Code.BARE_SCALE, question.id(), "");
    }
  }

  private void balance(Question question) {
    long against = question.options().stream().filter(one -> whole(AGAINST, one)).count();
    long inFavour =
        question.options().stream()
            .filter(one -> !whole(AGAINST, one) && whole(IN_FAVOUR, one))
            .count();
    if (against + inFavour >= 3 && against != inFavour) {
      warn(Code.UNBALANCED, question.id(), inFavour + "–" + against);
    }
  }

  private static boolean unsure(Option option) {
    return option.text().byLanguage().values().stream().anyMatch(t -> UNSURE.matcher(t).find());
  }

  private static boolean whole(Pattern pattern, Option option) {
    return option.text().byLanguage().values().stream()
        .anyMatch(text -> pattern.matcher(text.strip()).matches());
  }

  /** Whether some answers lead to it. */
  private static boolean reachable(Question question, List<Question> before, Set<String> reached) {
    var condition = question.showIf();
    if (condition == null) {
      return true;
    }
    return before.stream()
        .filter(one -> one.id().equals(condition.question()))
        .anyMatch(one ->
            reached.contains(one.id())
                && sharesRound(one, question)
                && condition.anyOf().stream()
                    .anyMatch(answer -> QuestionInput.answers(one, answer)));
  }

  private static boolean sharesRound(Question one, Question other) {
    return one.rounds().isEmpty()
        || other.rounds().isEmpty()
        || one.rounds().stream().anyMatch(other.rounds()::contains);
  }

  private Set<String> languages() {
    var used = new LinkedHashSet<String>();
    Stream.concat(
            Stream.of(design.title(), design.intro()),
            design.questions().stream().flatMap(Lint::texts))
        .forEach(text -> used.addAll(text.byLanguage().keySet()));
    used.remove(Language.DEFAULT.code());
    return used;
  }

  private static Stream<Translated> texts(Question question) {
    Stream<@Nullable Translated> own =
        Stream.of(question.text(), question.help(), question.minText(), question.maxText());
    return Stream.concat(
        own.filter(Objects::nonNull).map(Objects::requireNonNull),
        Stream.concat(question.options().stream(), question.rows().stream()).map(Option::text));
  }

  private void untranslated(String question, Set<String> languages, Stream<Translated> texts) {
    var all = texts.filter(text -> !text.isEmpty()).toList();
    for (String language : languages) {
      if (all.stream().anyMatch(text -> !text.byLanguage().containsKey(language))) {
        warn(Code.UNTRANSLATED, question, language);
      }
    }
  }

  private void warn(Code code, String question, String value) {
    warnings.add(new Warning(code, question, value));
  }

  private static Pattern words(String alternatives) {
    return Pattern.compile("(?<![\\p{L}])(" + alternatives + ")(?![\\p{L}])", ANY_CASE);
  }
}
