package se.invanardialog.panels.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.panels.answers.AnswersWorld.ID;
import static se.invanardialog.panels.answers.AnswersWorld.question;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.table.Item;
import se.invanardialog.panels.members.Channel;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Question.Type;
import se.invanardialog.panels.surveys.Survey;

class AnswerPagesTest {
  private static final Question[] ALL = {
    question("q1", Type.ONE, List.of("a", "b")),
    question("q2", Type.SCALE, List.of(), 1, 5, true, null),
    question("q3", Type.RANK, List.of("a", "b", "c")),
    question("q4", Type.MATRIX, List.of("good", "bad")),
    question("q5", Type.TEXT, List.of())
  };

  private final AnswersWorld world = new AnswersWorld(ALL);
  private final Token anna = world.invite("anna");

  private Response page(Map<String, String> query) {
    Response page = world.get("GET /s/{token}", query, anna.text());
    return new Response(
        page.status(),
        page.headers(),
        page.cookies(),
        page.body().replace('\u00a0', ' '),
        page.binary());
  }

  private Response press(String go) {
    return world.form("POST /s/{token}", Map.of("step", "check"), Map.of("go", go), anna.text());
  }

  @Test
  void page_by_page_to_the_end_counts_only_when_it_is_sent() {
    assertThat(page(Map.of()).body()).contains("Börja svara", "Havstad kommun frågar", "5 frågor");
    assertThat(page(Map.of("q", "q1")).body()).contains("Fråga 1 av 5");
    assertThat(world.turn(anna, "q1", "", "q1", "other", "q1.own", "Sparkstötting"))
        .isEqualTo(Map.of("q", "q2"));
    assertThat(world.turn(anna, "q2", "", "q2", "4")).isEqualTo(Map.of("q", "q3"));
    assertThat(world.turn(anna, "q3", "", "q3.b", "1", "q3.a", "3")).isEqualTo(Map.of("q", "q4"));
    assertThat(world.turn(anna, "q4", "", "q4.r1", "good")).isEqualTo(Map.of("q", "q5"));
    assertThat(world.turn(anna, "q5", "skip", "q5", "sägs inte"))
        .isEqualTo(Map.of("step", "check"));
    assertThat(world.reply(anna)).isEmpty();
    assertThat(page(Map.of("step", "check")).body())
        .contains("Sparkstötting", "Rad 1: Val good", "Överhoppad")
        .doesNotContain("sägs inte");
    assertThat(press("send").status()).isEqualTo(303);
    assertThat(world.reply(anna).orElseThrow().values())
        .isEqualTo(
            Map.of(
                "q1", new Value.Chosen(List.of("other"), "Sparkstötting"),
                "q2", new Value.Figure(4),
                "q3", new Value.Chosen(List.of("b", "a"), ""),
                "q4", new Value.Grid(Map.of("r1", "good"))));
    assertThat(page(Map.of()).body())
        .contains("Tack, dina svar är med", "15 januari 2027", "Tekniska nämnden");
    assertThat(
            world.table.items().stream().filter(item -> item.key().partition().startsWith("HALF")))
        .isEmpty();
  }

  @Test
  void back_loses_nothing_and_the_link_resumes_where_one_was() {
    world.turn(anna, "q1", "", "q1", "b");
    assertThat(world.turn(anna, "q2", "back", "q2", "3")).isEqualTo(Map.of("q", "q1"));
    assertThat(page(Map.of("q", "q1")).body()).contains("value=\"b\" checked");
    assertThat(page(Map.of("q", "q2")).body()).contains("value=\"3\" checked");
    assertThat(world.turn(anna, "q1", "back", "q1", "b")).isEmpty();
    assertThat(page(Map.of()).body()).contains("Fortsätt där du var", "?q=q3");
  }

  @Test
  void one_may_go_back_from_a_question_that_must_be_answered_but_not_past_it() {
    assertThat(world.turn(anna, "q2", "back")).isEqualTo(Map.of("q", "q1"));
    Response stays =
        world.form("POST /s/{token}", Map.of("q", "q2"), Map.of("go", ""), anna.text());
    assertThat(stays.status()).isEqualTo(400);
    assertThat(stays.body()).contains("Fel: ", "Svara på frågan", "href=\"#answers.q2\"");
    assertThat(press("send").status()).isEqualTo(400);
    assertThat(press("send").body()).contains("Något behöver rättas", "?q=q2");
  }

  @Test
  void two_options_on_one_place_are_not_a_ranking() {
    Response stays =
        world.form(
            "POST /s/{token}",
            Map.of("q", "q3"),
            Map.of("answers.q3.a", "1", "answers.q3.b", "1"),
            anna.text());
    assertThat(stays.status()).isEqualTo(400);
    assertThat(stays.body()).contains("Ge varje alternativ en egen plats");
  }

  @Test
  void sent_answers_can_be_changed_and_the_sent_ones_stand_till_the_change_is_sent() {
    world.put(anna, Map.of("q1", "a", "q2", 1));
    world.turn(anna, "q2", "", "q2", "5");
    assertThat(page(Map.of()).body()).contains("ändringar som inte är skickade");
    assertThat(world.reply(anna).orElseThrow().values()).containsEntry("q2", new Value.Figure(1));
    press("send");
    assertThat(world.reply(anna).orElseThrow().values())
        .containsEntry("q2", new Value.Figure(5))
        .containsEntry("q1", new Value.Chosen(List.of("a"), ""));
  }

  @Test
  void sending_and_taking_back_have_the_same_limit_as_the_api_and_nothing_is_lost_over_it() {
    for (int n = 1; n < Answering.FROM_PLACE.most(); n++) {
      assertThat(world.put(anna, Map.of("q2", 1)).status()).isEqualTo(200);
    }
    world.turn(anna, "q2", "", "q2", "5");
    assertThat(press("send").status()).isEqualTo(303);
    world.turn(anna, "q2", "", "q2", "4");
    Response over = press("send");
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.headers()).containsKey("retry-after");
    assertThat(press("withdraw").status()).isEqualTo(429);
    assertThat(world.put(anna, Map.of("q2", 1)).status()).isEqualTo(429);
    assertThat(world.reply(anna).orElseThrow().values()).containsEntry("q2", new Value.Figure(5));

    world.source = "192.0.2.99";
    assertThat(press("send").status()).isEqualTo(303);
    assertThat(world.reply(anna).orElseThrow().values()).containsEntry("q2", new Value.Figure(4));
  }

  @Test
  void taking_back_asks_first_and_erases() {
    world.put(anna, Map.of("q2", 1));
    assertThat(page(Map.of("step", "withdraw")).body()).contains("Ja, ta tillbaka mina svar");
    assertThat(world.reply(anna)).isPresent();
    Response done = press("withdraw");
    assertThat(world.reply(anna)).isEmpty();
    assertThat(page(AnswersWorld.query(done.headers().get("location"))).body())
        .contains("Dina svar är borttagna");
  }

  @Test
  void reading_any_page_changes_nothing_however_often_a_scanner_follows_the_link() {
    var before = List.copyOf(world.table.items());
    for (var query :
        List.of(
            Map.<String, String>of(),
            Map.of("q", "q1"),
            Map.of("step", "check"),
            Map.of("step", "withdraw"),
            Map.of("step", "withdrawn"),
            Map.of("q", "none"))) {
      assertThat(page(query).status()).isEqualTo(200);
    }
    assertThat(world.table.items()).isEqualTo(before);
  }

  @Test
  void every_state_of_the_survey_has_its_page_and_only_an_open_one_takes_answers() {
    Survey.Open open = (Survey.Open) world.surveys.get(ID);
    world.survey(open.pause());
    assertThat(page(Map.of()).body()).contains("Enkäten har pausats");
    world.survey(new Survey.Scheduled(open.base()));
    assertThat(page(Map.of()).body()).contains("inte öppnat än", "2 december 2026");
    world.survey(open.close(AnswersWorld.NOON));
    assertThat(page(Map.of()).body()).contains("Enkäten är stängd", "15 januari 2027");
    assertThat(
            world
                .form("POST /s/{token}", Map.of("q", "q1"), Map.of("go", ""), anna.text())
                .status())
        .isEqualTo(409);
    world.survey(open);
    world.leave("anna");
    assertThat(page(Map.of()).body()).contains("Du har lämnat panelen");
    assertThat(world.get("GET /s/{token}", Map.of(), world.token("x").text()).status())
        .isEqualTo(404);
  }

  @Test
  void half_a_reply_says_nothing_of_when_or_who_and_all_are_forgotten_together() {
    world.turn(anna, "q1", "", "q1", "a");
    world.outside.pass(java.time.Duration.ofDays(3));
    Token bo = world.invite("bo");
    world.turn(bo, "q5", "", "q5", "En lång text. ".repeat(30));
    var halves =
        world.table.items().stream()
            .filter(item -> item.key().partition().startsWith("HALF#"))
            .toList();
    assertThat(halves).hasSize(2);
    assertThat(halves.stream().map(item -> item.number(Item.EXPIRES)).distinct()).hasSize(1);
    assertThat(halves.stream().map(item -> item.bytes("sealed").length).distinct()).hasSize(1);
    assertThat(halves.getFirst().attributes()).containsOnlyKeys("pk", "sk", "sealed", "expiresAt");
  }

  @Test
  void options_in_an_order_by_chance_keep_it_for_one_holder_and_differ_among_many() {
    var q = question("q", Type.ONE, List.of("a", "b", "c", "d"));
    var shuffled =
        new Question(
            q.id(),
            q.type(),
            q.text(),
            null,
            q.options(),
            List.of(),
            null,
            null,
            null,
            null,
            false,
            true,
            true,
            null,
            List.of());
    world.survey(
        new Survey.Open(AnswersWorld.base(AnswersWorld.design(false, Map.of(), shuffled)), 0));
    assertThat(order(anna)).isEqualTo(order(anna)).endsWith("other");
    assertThat(
            IntStream.range(0, 60).mapToObj(at -> order(world.invite("m" + at))).distinct().count())
        .isGreaterThan(10);
  }

  private String order(Token token) {
    String body = world.get("GET /s/{token}", Map.of("q", "q"), token.text()).body();
    return java.util.regex.Pattern.compile("value=\"(\\w+)\"")
        .matcher(body)
        .results()
        .map(found -> found.group(1))
        .filter(value -> value.matches("[abcd]|other"))
        .reduce("", String::concat);
  }

  @Test
  void an_earlier_answer_is_repeated_where_a_text_asks_for_it() {
    var asks =
        new Question(
            "q2",
            Type.TEXT,
            AnswersWorld.sv("Varför {q1}?"),
            null,
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            false,
            false,
            false,
            null,
            List.of());
    world.survey(
        new Survey.Open(AnswersWorld.base(AnswersWorld.design(false, Map.of(), ALL[0], asks)), 0));
    world.turn(anna, "q1", "", "q1.own", "<b>Häst</b>");
    assertThat(page(Map.of("q", "q2")).body()).contains("Varför &lt;b&gt;Häst&lt;/b&gt;?");
  }

  @Test
  void english_and_arabic_readers_get_their_words_and_swedish_where_nothing_is_translated() {
    assertThat(page(Map.of("lang", "en")).body()).contains("Getting about", "Begin");
    assertThat(page(Map.of("lang", "ar", "q", "q1")).body())
        .contains("dir=\"rtl\"", "lang=\"sv\"", "السؤال 1 من 5");
  }

  @Test
  void paper_takes_the_place_of_the_web_and_the_code_is_read_however_it_is_typed() {
    world.put(anna, Map.of("q1", "a", "q2", 1));
    world.official(Role.PLANNER);
    Response keyed =
        world.form(
            "POST /official/surveys/{id}/paper",
            Map.of(),
            Map.of(
                "code", anna.printed().toUpperCase(java.util.Locale.ROOT).replace("-", " "),
                "answers.q2", "3",
                "answers.q3.c", "1"),
            ID);
    assertThat(keyed.headers().get("location")).endsWith("done=replaced");
    Reply reply = world.reply(anna).orElseThrow();
    assertThat(reply.mode()).isEqualTo(Reply.Mode.PAPER);
    assertThat(reply.values())
        .isEqualTo(Map.of("q2", new Value.Figure(3), "q3", new Value.Chosen(List.of("c"), "")));
    assertThat(page(Map.of()).body()).contains("De kom in på papper");
  }

  @Test
  void a_wrong_code_or_answer_at_the_desk_is_told_of_and_nothing_typed_is_lost() {
    world.official(Role.PLANNER);
    Response wrong =
        world.form(
            "POST /official/surveys/{id}/paper",
            Map.of(),
            Map.of("code", "abcd", "answers.q2", "3", "answers.q5", "Hej <där>"),
            ID);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body())
        .contains("Koden finns inte", "value=\"3\" checked", "Hej &lt;där&gt;", "value=\"abcd\"");
    var api =
        world.call(
            "POST /api/official/surveys/{id}/paper-answers",
            Map.of("code", anna.printed(), "answers", Map.of("q1", "z")),
            ID);
    assertThat(AnswersWorld.errors(api))
        .containsExactlyInAnyOrder("answers.q1 answer-option", "answers.q2 answer-required");
    world.official(Role.MODERATOR);
    assertThat(world.call("POST /api/official/surveys/{id}/paper-answers", Map.of(), ID).status())
        .isEqualTo(403);
  }

  @Test
  void a_sheet_is_printed_for_each_who_wants_paper_and_says_nothing_of_who() {
    Token bo = world.invite("bo", Channel.PAPER, AnswersWorld.WOMEN);
    world.official(Role.PLANNER);
    String sheets = world.get("GET /official/surveys/{id}/print", Map.of(), ID).body();
    assertThat(sheets)
        .contains(bo.printed(), "Val good", "1. Fråga q1?", "Ett ark")
        .doesNotContain(anna.printed(), ">bo<");
    assertThat(world.get("GET /official/surveys/{id}/print", Map.of("sheets", "1"), ID).body())
        .contains("_ _ _ _")
        .doesNotContain(bo.printed());
  }

  @Test
  void more_sheets_than_a_page_takes_are_on_the_next_and_none_is_printed_twice() {
    int all = PrintedSurvey.MOST_SHEETS + 7;
    for (int each = 0; each < all; each++) {
      world.invite("p" + each, Channel.PAPER, AnswersWorld.WOMEN);
    }
    world.official(Role.PLANNER);
    var codes = new java.util.TreeSet<String>();
    Map<String, String> query = Map.of();
    for (int sheets : List.of(PrintedSurvey.MOST_SHEETS, 7)) {
      String page = world.get("GET /official/surveys/{id}/print", query, ID).body();
      var printed =
          java.util.regex.Pattern.compile("class=\"code\" dir=\"ltr\">([^<]+)<")
              .matcher(page)
              .results()
              .map(found -> found.group(1))
              .toList();
      assertThat(printed).hasSize(sheets).noneMatch(codes::contains);
      codes.addAll(printed);
      String next = page.replaceAll("(?s).*href=\"([^\"]*)\" rel=\"next\".*", "$1");
      assertThat(next.equals(page)).isEqualTo(sheets == 7);
      query = AnswersWorld.query(next);
    }
    assertThat(codes).hasSize(all);
  }

  @Test
  void on_paper_a_question_for_some_says_for_whom_it_is() {
    world.survey(
        new Survey.Open(
            AnswersWorld.base(
                AnswersWorld.design(
                    false,
                    Map.of(),
                    question("q1", Type.ONE, List.of("a", "b", "c")),
                    question(
                        "q2",
                        Type.TEXT,
                        List.of(),
                        null,
                        null,
                        false,
                        new Question.ShowIf("q1", List.of("a", "c"))))),
            0));
    world.official(Role.PLANNER);
    assertThat(world.get("GET /official/surveys/{id}/print", Map.of("sheets", "1"), ID).body())
        .contains("Svara bara om du svarade ”Val a” eller ”Val c” på fråga 1.");
  }

  @Test
  void paper_that_comes_when_the_survey_has_closed_is_told_of_before_anything_is_keyed_in() {
    world.official(Role.PLANNER);
    world.outside.at(AnswersWorld.CLOSES);
    String shown = world.get("GET /official/surveys/{id}/paper", Map.of(), ID).body();
    assertThat(shown.replace('\u00a0', ' '))
        .contains("Enkäten stängde 16 december 2026 klockan 00.00")
        .doesNotContain("<form class=\"flow\"");
    Response late =
        world.form(
            "POST /official/surveys/{id}/paper",
            Map.of(),
            Map.of("code", anna.printed(), "answers.q2", "3"),
            ID);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("Svaren sparades inte.", "Enkäten stängde");
    assertThat(world.reply(anna)).isEmpty();
  }
}
