package se.invanardialog.panels.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Notice;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Problem;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.answers.Answering.Standing;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;

/** How the pages of a survey look to the one who answers. */
final class AnswerLook {
  /** The parameter that asks for easy Swedish, kept from page to page. */
  static final String EASY = "easy";

  private static final Templates TEMPLATES = new Templates("panels");

  private final Site site;
  private final Codes codes;

  AnswerLook(Site site, Codes codes) {
    this.site = site;
    this.codes = codes;
  }

  /** The code of the language that the survey's texts are read in. */
  static String language(Request request, Survey survey) {
    boolean easy = request.query(EASY).isPresent() && Site.language(request).isDefault();
    return easy && hasEasy(survey) ? Translated.EASY : Site.language(request).code();
  }

  private static boolean hasEasy(Survey survey) {
    return survey.base().design().title().byLanguage().containsKey(Translated.EASY)
        || survey.base().design().questions().stream()
            .anyMatch(one -> one.text().byLanguage().containsKey(Translated.EASY));
  }

  String to(Request request, Token token, Map<String, String> query) {
    return to(request, token.path(), query);
  }

  /** Easy Swedish goes along. */
  String to(Request request, String path, Map<String, String> query) {
    var all = new LinkedHashMap<>(query);
    request.query(EASY).ifPresent(easy -> all.put(EASY, easy));
    return new Hrefs(Site.language(request)).to(path, all);
  }

  Page start(Request request, Standing.Ready ready, Halves.Half half, boolean begun) {
    Words words = site.words(request);
    Survey survey = ready.survey();
    Survey.Design design = survey.base().design();
    String language = language(request, survey);
    var model = model(request, survey);
    long asked =
        Questionnaire.of(survey.base()).shown(half.values()).stream()
            .filter(Question::asks)
            .count();
    model.put("intro", design.intro().in(language));
    model.put("facts", facts(words, design, language));
    model.put("howMany", words.count("answer.start.questions", asked));
    model.put("begin", words.get(begun ? "answer.start.go-on" : "answer.start.begin"));
    model.put("href", to(request, ready.token(), resumed(ready, half)));
    model.put("notes", notes(words, survey, ready));
    return page(request, survey, ready.token(), Map.of(), "answers/start.jte", model, false);
  }

  private static Map<String, String> resumed(Standing.Ready ready, Halves.Half half) {
    return AnswerPages.resume(ready, half)
        .map(question -> Map.of(AnswerPages.QUESTION, question.id()))
        .orElse(Map.of(AnswerPages.STEP, AnswerPages.CHECK));
  }

  /** Who decides, what it is for, and when those who answered are told. */
  static Map<String, String> facts(Words words, Survey.Design design, String language) {
    var facts = new LinkedHashMap<String, String>();
    facts.put(words.get("answer.fact.decided-by"), design.purpose().decidedBy().in(language));
    facts.put(words.get("answer.fact.use"), design.purpose().use().in(language));
    var feedback = design.purpose().feedbackBy();
    if (feedback != null) {
      facts.put(words.get("answer.fact.feedback"), words.date(feedback));
    }
    var closes = design.closesAt();
    if (closes != null) {
      facts.put(words.get("answer.fact.closes"), words.longDate(closes.minusSeconds(1)));
    }
    facts.values().removeIf(String::isBlank);
    return facts;
  }

  private List<String> notes(Words words, Survey survey, Standing.Ready ready) {
    var notes = new ArrayList<String>();
    notes.add(words.get("answer.note.anonymous"));
    var closes = survey.base().design().closesAt();
    notes.add(
        closes == null
            ? words.get("answer.note.later")
            : words.get("answer.note.later-until", words.weekdayDate(closes.minusSeconds(1))));
    if (codes.isOpen(survey.base().id(), ready.token().code())) {
      notes.add(words.get("answer.note.open", site.absolute(ready.token().path())));
    }
    return notes;
  }

  Page question(
      Request request,
      Standing.Ready ready,
      Halves.Half half,
      Question question,
      JsonNode filled,
      List<FieldError> errors) {
    Words words = site.words(request);
    Survey survey = ready.survey();
    var questionnaire = Questionnaire.of(survey.base());
    var asked = questionnaire.shown(half.values()).stream().filter(Question::asks).toList();
    var reader = new QuestionView.Reader(words, language(request, survey), half.values());
    var view =
        QuestionView.of(
            question, questionnaire, filled, ordered(ready.token(), question), reader, errors);
    var model = model(request, survey);
    var here = Map.of(AnswerPages.QUESTION, question.id());
    model.put("question", view);
    model.put("forms", new Forms(words, problems(view, errors)));
    model.put(
        "progress",
        question.asks()
            ? words.get("answer.progress", asked.indexOf(question) + 1, asked.size())
            : "");
    model.put("action", to(request, ready.token(), here));
    model.put("notes", notes(words, survey, ready));
    model.put("first", questionnaire.shown(half.values()).indexOf(question) == 0);
    return page(
        request, survey, ready.token(), here, "answers/question.jte", model, !errors.isEmpty());
  }

  /** The question's faults; one in the words beside "other" leads to their own field. */
  static List<Problem> problems(QuestionView view, List<FieldError> errors) {
    return errors.stream()
        .filter(
            error -> error.field().equals(view.id()) || error.field().startsWith(view.id() + "["))
        .map(error ->
            new Problem(
                error.field().startsWith(view.id() + "[")
                    ? view.id() + AnswerForm.OWN_WORDS
                    : error.field(),
                error.message()))
        .toList();
  }

  private List<Question.Option> ordered(Token token, Question question) {
    if (!question.shuffled()) {
      return question.options();
    }
    return question.options().stream()
        .sorted(
            Comparator.comparing(
                option -> codes.order(token.survey(), token.code(), question.id(), option.id())))
        .toList();
  }

  Page check(Request request, Standing.Ready ready, Halves.Half half, List<FieldError> errors) {
    Words words = site.words(request);
    Survey survey = ready.survey();
    String language = language(request, survey);
    var questionnaire = Questionnaire.of(survey.base());
    var faults = new HashMap<String, String>();
    errors.forEach(error -> faults.putIfAbsent(error.field(), error.message()));
    var lines =
        questionnaire.shown(half.values()).stream()
            .filter(Question::asks)
            .map(question ->
                new AnsweredLine(
                    questionnaire.filled(question.text().in(language), half.values(), language),
                    Optional.ofNullable(half.values().get(question.id()))
                        .map(value -> Questionnaire.said(question, value, language))
                        .orElse(""),
                    to(request, ready.token(), Map.of(AnswerPages.QUESTION, question.id())),
                    faults.getOrDefault(AnswerReading.field(question.id()), "")))
            .toList();
    var model = model(request, survey);
    var here = Map.of(AnswerPages.STEP, AnswerPages.CHECK);
    model.put("lines", lines);
    model.put("action", to(request, ready.token(), here));
    model.put("back", lines.isEmpty() ? "" : lines.getLast().href());
    model.put("notes", notes(words, survey, ready));
    return page(
        request, survey, ready.token(), here, "answers/check.jte", model, !errors.isEmpty());
  }

  Page thanks(Request request, Standing.Ready ready, Halves.Half half, boolean begun) {
    Words words = site.words(request);
    Survey survey = ready.survey();
    Survey.Design design = survey.base().design();
    var model = model(request, survey);
    model.put("via", words.get("answer.via." + ready.reply().orElseThrow().mode().word()));
    model.put("facts", facts(words, design, language(request, survey)));
    model.put("begun", begun);
    model.put(
        "change",
        to(
            request,
            ready.token(),
            begun ? Map.of(AnswerPages.STEP, AnswerPages.CHECK) : firstQuestion(ready, half)));
    model.put(
        "withdraw", to(request, ready.token(), Map.of(AnswerPages.STEP, AnswerPages.WITHDRAW)));
    model.put("notes", notes(words, survey, ready));
    return page(request, survey, ready.token(), Map.of(), "answers/thanks.jte", model, false);
  }

  private static Map<String, String> firstQuestion(Standing.Ready ready, Halves.Half half) {
    return Questionnaire.of(ready.survey().base()).shown(half.values()).stream()
        .findFirst()
        .map(question -> Map.of(AnswerPages.QUESTION, question.id()))
        .orElse(Map.of(AnswerPages.STEP, AnswerPages.CHECK));
  }

  Page withdraw(Request request, Standing.Ready ready) {
    var model = model(request, ready.survey());
    var here = Map.of(AnswerPages.STEP, AnswerPages.WITHDRAW);
    model.put("action", to(request, ready.token(), here));
    model.put("back", to(request, ready.token(), Map.of()));
    return page(request, ready.survey(), ready.token(), here, "answers/withdraw.jte", model, false);
  }

  Page withdrawn(Request request, Standing.Ready ready) {
    return told(request, ready.survey(), "withdrawn", List.of());
  }

  Page full(Request request, Standing.Ready ready) {
    return told(request, ready.survey(), "full", List.of());
  }

  /** What can be said when nothing can be answered. */
  Page notice(Request request, Standing standing) {
    Words words = site.words(request);
    return switch (standing) {
      case Standing.NotYet(var survey) -> {
        var opens = survey.base().design().opensAt();
        yield told(
            request,
            survey,
            "not-yet",
            opens == null ? List.of() : List.of(words.get("answer.opens", words.dateTime(opens))));
      }
      case Standing.Paused(var survey, var reply) ->
          told(request, survey, "paused", kept(words, reply));
      case Standing.Over(var survey, var reply) -> {
        var said = new ArrayList<>(kept(words, reply));
        var feedback = survey.base().design().purpose().feedbackBy();
        if (feedback != null) {
          said.add(words.get("answer.over.feedback", words.date(feedback)));
        }
        yield told(request, survey, "over", said);
      }
      case Standing.Left(var survey, var reply) ->
          told(request, survey, "left", kept(words, reply));
      case Standing.Unknown _, Standing.Ready _ ->
          throw new IllegalStateException("Nothing to tell");
    };
  }

  private static List<String> kept(Words words, Optional<Reply> reply) {
    return reply.isPresent() ? List.of(words.get("answer.kept")) : List.of();
  }

  private Page told(Request request, Survey survey, String what, List<String> more) {
    Words words = site.words(request);
    String title = survey.base().design().title().in(language(request, survey));
    var notice =
        new Notice(
            words.get("answer." + what + ".title"),
            words.get("answer." + what + ".lead", title),
            more,
            List.of());
    return Page.of(
            words.language(),
            request.path(),
            words.get("answer." + what + ".title"),
            notice.content())
        .in(Section.PANELS)
        .unlisted();
  }

  Map<String, Object> model(Request request, Survey survey) {
    Words words = site.words(request);
    String language = language(request, survey);
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("title", survey.base().design().title().in(language));
    model.put("asks", words.get("answer.asks", site.town().name()));
    @Nullable String easy = null;
    if (hasEasy(survey) && words.language().isDefault()) {
      easy = request.query(EASY).isPresent() ? "" : "yes";
    }
    if (easy != null) {
      var query = new LinkedHashMap<>(request.query());
      query.put(EASY, easy);
      model.put("easy", new Hrefs(words.language()).to(request.path(), query));
      model.put("easyLabel", words.get(easy.isEmpty() ? "answer.easy.off" : "answer.easy.on"));
    }
    return model;
  }

  private Page page(
      Request request,
      Survey survey,
      Token token,
      Map<String, String> here,
      String template,
      Map<String, Object> model,
      boolean errors) {
    Words words = site.words(request);
    String title = survey.base().design().title().in(language(request, survey));
    Object progress = model.getOrDefault("progress", "");
    return Page.of(
            words.language(),
            token.path(),
            progress.equals("") ? title : words.get("answer.title", progress, title),
            TEMPLATES.render(template, model))
        .in(Section.PANELS)
        .asked(here)
        .unlisted()
        .withErrors(errors);
  }
}
