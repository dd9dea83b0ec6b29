package se.invanardialog.panels.answers;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Pager;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Channel;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;

/**
 * The survey to print: a sheet with its own code for each invited member who wants paper, or sheets
 * to hand out.
 */
final class PrintedSurvey {
  private static final Access WHO = Access.officials(Role.PLANNER, Role.ADMIN);
  private static final Templates TEMPLATES = new Templates("panels");
  static final int MOST_SHEETS = 200;
  private static final String AFTER = "after";
  private static final int MOST_HANDED_OUT = 50;

  private final Site site;
  private final Table table;
  private final Codes codes;
  private final Ids ids;
  private final AnswersWiring wiring;
  private final Words words;

  PrintedSurvey(AnswersWiring wiring) {
    this.wiring = wiring;
    site = wiring.site;
    table = wiring.below.table;
    ids = wiring.below.ids;
    codes = wiring.codes;
    words = site.words(Language.DEFAULT);
  }

  List<Route> routes() {
    return List.of(new Route("GET /official/surveys/{id}/print", WHO, this::print));
  }

  private Response print(Request request) {
    Survey survey =
        wiring.surveys.apply(request.parameter("id")).orElseThrow(HttpHandler.NotFound::new);
    Sheets printed =
        request
            .query("sheets")
            .map(asked -> new Sheets(blank(survey, asked), Optional.empty()))
            .orElseGet(() -> own(survey, request.query(AFTER).orElse("")));
    List<String> sheets = printed.codes();
    var questionnaire = Questionnaire.of(survey.base());
    Survey.Design design = survey.base().design();
    var reader = new QuestionView.Reader(words, words.language().code(), Map.of());
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("title", design.title().swedish());
    model.put("intro", design.intro().swedish());
    model.put("asks", words.get("paper.asks", site.town().name()));
    model.put("sheets", sheets);
    model.put(
        "pager",
        Pager.of(
            words,
            request.query(AFTER).map(_ -> path(survey)),
            printed.next().map(next -> path(survey) + "?" + AFTER + "=" + next)));
    model.put(
        "until",
        design.closesAt() == null
            ? ""
            : words.get("paper.until", words.longDate(design.closesAt().minusSeconds(1))));
    model.put("decided", design.purpose().decidedBy().swedish());
    model.put("use", design.purpose().use().swedish());
    model.put("back", PaperDesk.path(survey));
    model.put("generic", path(survey) + "?sheets=1");
    model.put("questions", questions(questionnaire, reader));
    return site.page(
        200,
        Page.official(
                site.desk(request),
                PaperDesk.path(survey),
                words.get("paper.print.title"),
                TEMPLATES.render("answers/print.jte", model))
            .in(Section.SURVEYS));
  }

  private List<PrintedQuestion> questions(Questionnaire questionnaire, QuestionView.Reader reader) {
    var numbers = new HashMap<String, Integer>();
    var printed = new ArrayList<PrintedQuestion>();
    for (Question question : questionnaire.all()) {
      if (question.asks()) {
        numbers.put(question.id(), numbers.size() + 1);
      }
      Question.@Nullable ShowIf when = question.showIf();
      var view =
          QuestionView.of(
              question, questionnaire, NullNode.instance, question.options(), reader, List.of());
      printed.add(
          new PrintedQuestion(
              view,
              numbers.getOrDefault(question.id(), 0),
              when == null ? "" : onlyIf(questionnaire, when, numbers)));
    }
    return printed;
  }

  /** A sheet can't hide a question: it says who shall pass it by. */
  private String onlyIf(
      Questionnaire questionnaire, Question.ShowIf when, Map<String, Integer> numbers) {
    List<Question.Option> options =
        questionnaire.find(when.question()).map(Question::options).orElse(List.of());
    List<String> answers =
        when.anyOf().stream()
            .map(answer ->
                options.stream()
                    .filter(option -> option.id().equals(answer))
                    .map(option -> option.text().swedish())
                    .findFirst()
                    .orElse(
                        answer.equals(Question.OTHER)
                            ? words.get("paper.print.other-answer")
                            : answer))
            .map(answer -> "”" + answer + "”")
            .toList();
    return words.get(
        "paper.print.only-if",
        numbers.getOrDefault(when.question(), 0),
        String.join(" " + words.get("paper.print.or") + " ", answers));
  }

  /**
   * @param next what the next page comes after, if there is one
   */
  private record Sheets(List<String> codes, Optional<String> next) {}

  /** One for each invited member who wants paper; by code, so that the order says nothing. */
  private Sheets own(Survey survey, String after) {
    var invited = new ArrayList<Item>();
    int first = after.isEmpty() ? 0 : Keys.memberShard(after);
    for (int shard = first; shard < Keys.MEMBER_SHARDS; shard++) {
      Query all = Query.partition(Keys.invitations(survey.base().id(), shard));
      Query wanted = shard == first && !after.isEmpty() ? all.from(after) : all;
      Optional<String> cursor = Optional.empty();
      do {
        var page = table.query(wanted.after(cursor));
        page.items().stream()
            .filter(item -> Invitation.read(item).channel() == Channel.PAPER)
            .filter(item -> !item.text(Item.SORT).equals(after))
            .forEach(invited::add);
        if (invited.size() > MOST_SHEETS) {
          return new Sheets(
              invited.stream().limit(MOST_SHEETS).map(item -> code(survey, item)).toList(),
              Optional.of(invited.get(MOST_SHEETS - 1).text(Item.SORT)));
        }
        cursor = page.next();
      } while (cursor.isPresent());
    }
    return new Sheets(invited.stream().map(item -> code(survey, item)).toList(), Optional.empty());
  }

  private String code(Survey survey, Item invitation) {
    Survey.Base base = survey.base();
    String member = Invitation.read(invitation).member();
    return new Token(base.id(), codes.of(base.id(), base.salt(), member)).printed();
  }

  static String path(Survey survey) {
    return "/official/surveys/" + survey.base().id() + "/print";
  }

  /** To hand out: each with a code of its own when anyone may answer, else with room for one. */
  private List<String> blank(Survey survey, String asked) {
    int howMany =
        asked.matches("[0-9]{1,3}") ? Math.clamp(Integer.parseInt(asked), 1, MOST_HANDED_OUT) : 1;
    return IntStream.range(0, howMany)
        .mapToObj(_ ->
            survey.base().design().open()
                ? new Token(survey.base().id(), codes.open(survey.base().id(), ids.next()))
                    .printed()
                : "")
        .toList();
  }
}
