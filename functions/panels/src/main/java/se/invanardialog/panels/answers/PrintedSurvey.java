package se.invanardialog.panels.answers;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Channel;
import se.invanardialog.panels.surveys.Survey;

/**
 * The survey to print: a sheet with its own code for each invited member who wants paper, or sheets
 * to hand out.
 */
final class PrintedSurvey {
  private static final Access WHO = Access.officials(Role.PLANNER, Role.ADMIN);
  private static final Templates TEMPLATES = new Templates("panels");
  private static final int MOST_SHEETS = 500;
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
    List<String> sheets =
        request.query("sheets").map(asked -> blank(survey, asked)).orElseGet(() -> own(survey));
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
        "until",
        design.closesAt() == null
            ? ""
            : words.get("paper.until", words.longDate(design.closesAt().minusSeconds(1))));
    model.put("decided", design.purpose().decidedBy().swedish());
    model.put("use", design.purpose().use().swedish());
    model.put("back", PaperDesk.path(survey));
    model.put("generic", PaperDesk.path(survey).replace("/paper", "/print") + "?sheets=1");
    model.put(
        "questions",
        questionnaire.all().stream()
            .map(question ->
                QuestionView.of(
                    question,
                    questionnaire,
                    NullNode.instance,
                    question.options(),
                    reader,
                    List.of()))
            .toList());
    return site.page(
        200,
        Page.official(
                site.desk(request),
                PaperDesk.path(survey),
                words.get("paper.print.title"),
                TEMPLATES.render("answers/print.jte", model))
            .in(Section.SURVEYS));
  }

  /** One for each invited member who wants paper; by code, so that the order says nothing. */
  private List<String> own(Survey survey) {
    var sheets = new ArrayList<String>();
    for (int shard = 0; shard < Keys.MEMBER_SHARDS && sheets.size() < MOST_SHEETS; shard++) {
      table.each(
          Query.partition(Keys.invitations(survey.base().id(), shard)),
          item -> {
            Invitation invitation = Invitation.read(item);
            if (invitation.channel() == Channel.PAPER && sheets.size() < MOST_SHEETS) {
              String code = codes.of(survey.base().id(), survey.base().salt(), invitation.member());
              sheets.add(new Token(survey.base().id(), code).printed());
            }
          });
    }
    sheets.sort(Comparator.naturalOrder());
    return sheets;
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
