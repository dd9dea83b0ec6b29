package se.invanardialog.core.pages;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.Content;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.core.texts.Words;

class PagesTest {
  private static final Texts TEXTS = Texts.load("core");
  private static final Language EN = Language.orDefault("en");
  private static final Language AR = Language.orDefault("ar");
  private static final Words SV = TEXTS.in(Language.DEFAULT);
  private static final Frame FRAME = new Frame(TEXTS, Assets.load());
  private static final TownLook TOWN = TownLook.HAVSTAD;
  private static final String ATTACK = "\"><script>alert('x')</script>&{0}";

  @Test
  void a_page_has_one_main_one_menu_place_marked_and_a_way_past_the_menu() {
    String html =
        FRAME.render(
            Page.of(Language.DEFAULT, "/suggestions", "Förslag", html("<h1>Förslag</h1>"))
                .in(Section.SUGGESTIONS),
            TOWN);
    assertThat(html)
        .startsWith("<!doctype html>")
        .contains("<html lang=\"sv\" dir=\"ltr\">")
        .contains("<title>Förslag – Invånardialog, Havstad kommun</title>")
        .containsOnlyOnce("aria-current=\"page\"")
        .containsOnlyOnce("<main id=\"main\" tabindex=\"-1\">")
        .contains("href=\"#main\"")
        .contains("<h1>Förslag</h1>")
        .doesNotContain("noindex")
        .doesNotContain("style=")
        .doesNotContain("maskin");
  }

  @Test
  void the_language_is_kept_by_every_link_of_the_frame_and_the_query_by_the_other_languages() {
    String html =
        FRAME.render(
            Page.of(EN, "/suggestions", "Suggestions", html(""))
                .asked(Map.of("q", "båt & bad", "lang", "en")),
            TOWN);
    assertThat(html)
        .contains("href=\"/suggestions?q=b%C3%A5t+%26+bad\" lang=\"sv\"")
        .contains("href=\"/suggestions?q=b%C3%A5t+%26+bad&amp;lang=ar\" lang=\"ar\"")
        .contains("href=\"/suggestions?status=answered&amp;lang=en\"")
        .contains("href=\"/?lang=en\"");
  }

  @Test
  void an_address_keeps_its_fragment_after_the_language() {
    assertThat(new Hrefs(EN).to("/suggestions/1#sign")).isEqualTo("/suggestions/1?lang=en#sign");
    assertThat(new Hrefs(EN).to("/s?a=1", Map.of("b", ""))).isEqualTo("/s?a=1&lang=en");
    assertThat(new Hrefs(Language.DEFAULT).to("/suggestions/1")).isEqualTo("/suggestions/1");
  }

  @Test
  void arabic_is_set_from_right_to_left_and_says_that_a_machine_wrote_it() {
    assertThat(FRAME.render(Page.of(AR, "/", "x", html("")), TOWN))
        .contains("<html lang=\"ar\" dir=\"rtl\">")
        .contains("هذه الترجمة آلية");
  }

  @Test
  void an_officials_page_has_its_own_menu_a_way_out_and_no_other_languages() {
    String html =
        FRAME.render(
            Page.official(
                    new Desk("Mona", List.of("moderator", "responder"), "/local/sign-out"),
                    "/official/moderation",
                    "Granska",
                    html(""))
                .in(Section.MODERATION),
            TOWN);
    assertThat(html)
        .contains("Inloggad som Mona (moderator, svarande)")
        .contains("action=\"/local/sign-out\"")
        .contains("href=\"/official/moderation\" aria-current=\"page\"")
        .contains("noindex")
        .doesNotContain("hreflang");
  }

  @Test
  void a_page_with_errors_says_so_first_in_its_title() {
    assertThat(FRAME.render(Page.of(EN, "/", "Sign", html("")).withErrors(true).unlisted(), TOWN))
        .contains("<title>Error: Sign – ")
        .contains("noindex");
  }

  @Test
  void a_page_that_may_be_found_says_in_a_sentence_what_it_is_about() {
    Page page = Page.of(Language.DEFAULT, "/", "Förslag", html(""));
    assertThat(FRAME.render(page, TOWN))
        .contains("<meta name=\"description\" content=\"Lämna förslag, skriv under")
        .contains("Havstad kommun svarar");
    assertThat(FRAME.render(page.described("En ramp till badet. " + ATTACK), TOWN))
        .contains("<meta name=\"description\" content=\"En ramp till badet. &#34;>&lt;script>");
    assertThat(FRAME.render(page.unlisted(), TOWN)).doesNotContain("\"description\"");
  }

  @Test
  void nothing_that_is_typed_becomes_markup() {
    var forms = new Forms(SV, List.of(new Problem("title", ATTACK)));
    var field =
        Field.of("title", ATTACK)
            .hint(ATTACK)
            .value(ATTACK)
            .max(80)
            .voice()
            .options(List.of(new Option(ATTACK, ATTACK, ATTACK, ATTACK)));
    for (Content part :
        List.of(
            forms.errorSummary(),
            forms.input(field),
            forms.textarea(field),
            forms.select(field),
            forms.radios(field),
            forms.checkbox(field),
            forms.checkboxes(field),
            forms.hidden("title", ATTACK),
            Paragraphs.of(ATTACK),
            Paragraphs.inline(ATTACK))) {
      assertThat(Templates.html(part)).doesNotContain("<script").contains("&lt;script");
    }
    assertThat(FRAME.render(Page.of(EN, "/", ATTACK, html("")), TOWN))
        .doesNotContain("<script>alert");
  }

  @Test
  void a_field_in_error_is_described_by_its_hint_and_its_error_and_keeps_what_was_typed() {
    var forms = new Forms(SV, List.of(new Problem("author.email", "Skriv adressen med @")));
    String html =
        Templates.html(
            forms.input(
                Field.of("author.email", "E-post").hint("Visas aldrig.").value("ester").email()));
    assertThat(html)
        .contains("value=\"ester\"")
        .contains("aria-describedby=\"author.email-h author.email-e\"")
        .contains("aria-invalid=\"true\"")
        .contains("type=\"email\"")
        .contains("autocomplete=\"email\"")
        .doesNotContain("inputmode")
        .doesNotContain("maxlength");
    assertThat(Templates.html(forms.errorSummary()))
        .contains("href=\"#author.email\"")
        .contains("En sak behöver rättas");
    assertThat(Templates.html(new Forms(SV).errorSummary())).isEmpty();
  }

  @Test
  void what_was_typed_in_a_text_area_keeps_its_first_empty_line() {
    assertThat(Templates.html(new Forms(SV).textarea(Field.of("t", "T").value("\nb"))))
        .contains(">\n\nb</textarea>");
  }

  @Test
  void the_first_choice_has_the_fields_own_id_so_that_the_error_summary_finds_it() {
    var field =
        Field.of("d", "D").value("b").options(List.of(new Option("a", "A"), new Option("b", "B")));
    assertThat(Templates.html(new Forms(SV).radios(field)))
        .contains("id=\"d\" name=\"d\" value=\"a\"")
        .contains("id=\"d-1\" name=\"d\" value=\"b\" checked");
    assertThat(Templates.html(new Forms(SV).select(field)))
        .contains("<option value=\"b\" selected>")
        .contains("<option value=\"a\">");
    assertThat(Templates.html(new Forms(SV).checkboxes(field.value("a,b"))))
        .contains("value=\"a\" checked")
        .contains("value=\"b\" checked");
  }

  @Test
  void paragraphs_are_parted_by_empty_lines_and_each_takes_its_own_direction() {
    assertThat(Templates.html(Paragraphs.of("a\nb\r\n\r\n\u202ec")))
        .isEqualTo("<p dir=\"auto\">a<br>b</p>\n<p dir=\"auto\">\u202ec</p>");
    assertThat(Templates.html(Paragraphs.of("  "))).isEmpty();
  }

  @Test
  void a_beginning_is_cut_between_words_and_never_inside_a_sign() {
    assertThat(Paragraphs.beginning("Bygg en badramp i Ängsvik", 17))
        .isEqualTo("Bygg en badramp …");
    assertThat(Paragraphs.beginning("kort", 17)).isEqualTo("kort");
    assertThat(Paragraphs.beginning("😀".repeat(20), 10)).isEqualTo("😀".repeat(4) + "…");
  }

  @Test
  void a_bar_is_never_longer_than_its_bed_nor_written_with_a_comma() {
    assertThat(Templates.html(Bars.bar(147, 200))).contains("width=\"73.5%\"");
    assertThat(Templates.html(Bars.bar(300, 200))).contains("width=\"100%\" height=\"12\"/>");
    assertThat(Templates.html(Bars.bar(3, 0))).contains("width=\"0%\"");
  }

  @Test
  void every_error_page_says_what_to_do_in_every_language() {
    var errors = new ErrorPages(FRAME);
    for (Language language : Language.all()) {
      assertThat(
              List.of(
                  errors.notFound(language, TOWN),
                  errors.goneToken(language, TOWN),
                  errors.tooMany(language, TOWN, Duration.ofSeconds(90)),
                  errors.tooMany(language, TOWN, Duration.ofHours(20)),
                  errors.tooLarge(language, TOWN),
                  errors.unreadable(language, TOWN),
                  errors.foreignForm(language, TOWN),
                  errors.invalid(language, TOWN, List.of("x")),
                  errors.forbidden(language, TOWN),
                  errors.signIn(language, TOWN, "/local"),
                  errors.conflict(language, TOWN, "/official/moderation/1"),
                  errors.fault(language, TOWN, "abc")))
          .allSatisfy(page -> assertThat(page).containsOnlyOnce("<h1>").contains("noindex"));
    }
    assertThat(errors.notFound(Language.DEFAULT, TOWN))
        .contains("Den här lappen sitter inte kvar")
        .contains("031-390 06 10");
    assertThat(errors.tooMany(Language.DEFAULT, TOWN, Duration.ofSeconds(90)))
        .contains("2\u00a0minuter");
  }

  @Test
  void a_mail_says_the_same_in_html_and_in_text() {
    var mail =
        new MailFrame(
            "Bekräfta din underskrift",
            "Ett steg kvar.",
            "Ett steg kvar: bekräfta",
            List.of(
                new MailFrame.Part.Paragraph("Hej Ester & <b>Bo</b>!"),
                new MailFrame.Part.Quote(
                    "Bygg en badramp i Ängsvik så att alla kommer i vattnet, också vi"),
                new MailFrame.Part.Button(
                    "Öppna sidan och bekräfta", "https://dialog.havstad.example/confirm/7Kq2mX")),
            List.of("Förslag 2026-118."));
    MailFrame.Twins twins = mail.render(TOWN, SV);
    assertThat(twins.text())
        .contains("Hej Ester & <b>Bo</b>!")
        .contains("    Bygg en badramp i Ängsvik så att alla kommer i vattnet,\n    också vi")
        .contains("\nhttps://dialog.havstad.example/confirm/7Kq2mX\n")
        .contains("Havstad kommun, Invånardialog");
    assertThat(twins.html())
        .contains("Hej Ester &amp; &lt;b&gt;Bo")
        .contains("href=\"https://dialog.havstad.example/confirm/7Kq2mX\"")
        .contains("Fungerar inte knappen?");
  }

  @Test
  void an_address_longer_than_a_line_is_never_cut() {
    String url = "https://x.example/" + "a".repeat(100);
    assertThat(MailFrame.wrapped("se " + url + " nu", 64, "")).contains("\n" + url + "\nnu");
  }

  private static Content html(String html) {
    return Templates.content(html);
  }
}
