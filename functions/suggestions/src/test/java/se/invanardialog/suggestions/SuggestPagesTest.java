package se.invanardialog.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.suggestions.OfficialBox.NOBODY;
import static se.invanardialog.suggestions.OfficialBox.location;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.http.Response;

/** Leaving a suggestion page by page, without JavaScript. */
class SuggestPagesTest {
  private final OfficialBox box = new OfficialBox();

  @Test
  void the_mail_is_sent_again_to_who_waits_for_it_and_five_times_at_most() {
    String draft = suggested();
    assertThat(box.queued).hasSize(1);

    for (int time = 1; time <= 4; time++) {
      assertThat(again(draft)).isEqualTo(303);
    }
    assertThat(box.queued).hasSize(5).allMatch(letter -> letter.contains("ester@exempel.se"));
    assertThat(box.queued.stream().distinct()).as("each a letter of its own").hasSize(5);

    assertThat(again(draft)).isEqualTo(429);
    assertThat(box.queued).hasSize(5);
    box.pass(Duration.ofMinutes(61));
    assertThat(again(draft)).isEqualTo(303);
    assertThat(box.queued).hasSize(6);
  }

  @Test
  void a_confirmed_suggestion_gets_no_further_mail() {
    String draft = suggested();
    confirm();
    int mailed = box.queued.size();

    assertThat(again(draft)).isEqualTo(303);
    assertThat(box.queued).hasSize(mailed);
  }

  @Test
  void nothing_is_mailed_again_for_a_draft_that_was_never_sent_or_is_nobodys() {
    assertThat(again(begun())).isEqualTo(303);
    assertThat(again("nobodys")).isEqualTo(303);
    assertThat(box.queued).isEmpty();
  }

  private String begun() {
    return draft(post("", 1, Map.of("title", "Badramp i Ängsvik")));
  }

  /** One that waits for its author's click. */
  private String suggested() {
    String draft = begun();
    post(draft, 2, Map.of());
    post(draft, 3, Map.of("proposal", "Bygg en ramp, så att alla kommer i."));
    post(draft, 4, Map.of("author.name", "Ester Holm", "author.email", "ester@exempel.se"));
    assertThat(post(draft, 5, Map.of()).status()).isEqualTo(303);
    return draft;
  }

  private void confirm() {
    var id = Pattern.compile("\"confirm-([0-9a-z]+)\"").matcher(box.queued.getFirst());
    assertThat(id.find()).as(box.queued.getFirst()).isTrue();
    box.wiring.suggesting.confirm(id.group(1), box.now.get());
  }

  private int again(String draft) {
    return post(draft, 5, Map.of("go", "again")).status();
  }

  private Response post(String draft, int stage, Map<String, String> fields) {
    var form = new HashMap<>(fields);
    form.put("draft", draft);
    form.put("stage", Integer.toString(stage));
    return box.post(SuggestPages.PATH, "", NOBODY, form);
  }

  private static String draft(Response next) {
    return location(next).replaceFirst(".*draft=([^&]+).*", "$1");
  }
}
