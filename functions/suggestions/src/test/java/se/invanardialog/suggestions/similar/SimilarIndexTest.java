package se.invanardialog.suggestions.similar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimilarIndexTest {
  private final SimilarIndex index = new SimilarIndex();

  @BeforeEach
  void some_suggestions() {
    put("ramp", "Ramp vid badplatsen", "Den som sitter i rullstol kommer inte ner i vattnet.");
    put("cykelbana", "Cykelbana längs Storgatan", "Barnen cyklar till skolan bland bilarna.");
    put("lekplats", "Lekplatsen i Ängsparken", "Gungorna är trasiga och sanden behöver bytas.");
    put("hund", "Rastgård för hundar", "Ett inhägnat område där hundar får springa lösa.");
    put("ljus", "Bättre belysning i elljusspåret", "Halva spåret är mörkt på kvällen.");
    put("buss", "Fler turer med buss 12", "Sista bussen går klockan åtta.");
    put("träd", "Plantera träd på torget", "Träd ger skugga när det är varmt.");
    put("bad", "Längre öppettider i simhallen", "Simhallen stänger innan man hinner bada.");
  }

  private void put(String id, String title, String text) {
    index.put(id, Terms.of(title, text, "sv"));
  }

  private List<String> similar(String title) {
    return index.similar(Terms.of(title, "", "sv"), 10).stream()
        .filter(match -> match.score() >= Likeness.SLIGHT)
        .map(Match::id)
        .toList();
  }

  private List<String> found(String words) {
    return index.search(words, 10).stream().map(Match::id).toList();
  }

  @Test
  void a_compound_finds_the_words_it_is_made_of() {
    assertThat(similar("Badramp")).startsWith("ramp");
  }

  @Test
  void a_compound_finds_one_that_shares_a_part() {
    assertThat(similar("Cykelväg till skolan")).startsWith("cykelbana");
    assertThat(similar("Hundrastgård")).startsWith("hund");
  }

  @Test
  void another_ending_is_the_same_word() {
    assertThat(similar("lekplatser")).startsWith("lekplats");
    assertThat(similar("Trädens plantering på torgen")).startsWith("träd");
  }

  @Test
  void nothing_is_found_when_no_words_are_shared() {
    assertThat(similar("Vegetarisk skolmat")).isEmpty();
    assertThat(similar("")).isEmpty();
    assertThat(similar("och att det som")).isEmpty();
  }

  @Test
  void the_same_text_scores_one_and_every_score_is_between_nought_and_one() {
    Terms same =
        Terms.of(
            "Ramp vid badplatsen", "Den som sitter i rullstol kommer inte ner i vattnet.", "sv");
    List<Match> matches = index.similar(same, 10);
    assertThat(matches.getFirst()).isEqualTo(new Match("ramp", 1));
    assertThat(matches)
        .allSatisfy(match -> assertThat(match.score()).isBetween(0.0, 1.0))
        .isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
  }

  @Test
  void what_is_removed_is_found_no_more_and_what_is_replaced_is_found_by_its_new_words() {
    index.remove("ramp");
    index.remove("never there");
    put("buss", "Spårvagn", "");
    assertThat(similar("Badramp")).doesNotContain("ramp");
    assertThat(similar("spårvagnar")).containsExactly("buss");
    assertThat(found("buss")).isEmpty();
    assertThat(index.size()).isEqualTo(7);
  }

  @Test
  void removing_leaves_the_same_scores_as_never_having_put() {
    List<Match> before = index.similar(Terms.of("ramp till badet", "", "sv"), 10);
    put("extra", "Ramp till biblioteket", "Badet har redan en ramp.");
    index.remove("extra");
    assertThat(index.similar(Terms.of("ramp till badet", "", "sv"), 10)).isEqualTo(before);
  }

  @Test
  void the_order_of_putting_does_not_matter() {
    SimilarIndex other = new SimilarIndex();
    IntStream.range(0, 40).forEach(n -> other.put("s" + n, numbered(n)));
    SimilarIndex backwards = new SimilarIndex();
    IntStream.range(0, 40).forEach(n -> backwards.put("s" + (39 - n), numbered(39 - n)));
    assertThat(backwards.similar(numbered(7), 40)).isEqualTo(other.similar(numbered(7), 40));
  }

  private static Terms numbered(int n) {
    return Terms.of("Gata " + n % 7, "väg bro torg ".repeat(n % 5) + "park " + n, "sv");
  }

  @Test
  void a_text_refused_for_its_own_sake_can_be_searched_for_but_is_like_none() {
    Terms terms = Terms.of("Sänk momsen på böcker", "Böcker ska inte kosta mer.", "sv");
    SimilarIndex index = new SimilarIndex();
    index.put("refused", terms);
    assertThat(index.similar(terms, 3)).extracting(Match::id).containsExactly("refused");
    index.putRefused("refused", terms);
    assertThat(index.similar(terms, 3)).isEmpty();
    assertThat(index.search("momsen", 3)).extracting(Match::id).containsExactly("refused");
  }

  @Test
  void a_refused_duplicate_leads_to_what_it_duplicates() {
    assertThat(similar("Tillgängligt dopp för alla")).doesNotContain("ramp");
    index.putDuplicate(
        "refused", "ramp", Terms.of("Tillgängliga dopp", "Så att alla kan bada.", "sv"));
    assertThat(similar("Tillgängligt dopp för alla")).startsWith("ramp");
    assertThat(similar("Tillgängligt dopp för alla")).doesNotContain("refused");
    assertThat(found("tillgängliga")).isEmpty();
    index.remove("ramp");
    assertThat(similar("Tillgängligt dopp för alla")).doesNotContain("ramp", "refused");
  }

  @Test
  void what_is_put_again_unchanged_stays_and_what_becomes_a_duplicate_moves() {
    Terms terms = Terms.of("Ramp vid badplatsen", "Rullstol.", "sv");
    index.put("again", terms);
    index.put("again", terms);
    assertThat(index.size()).isEqualTo(9);
    assertThat(found("rullstol ramp")).containsExactlyInAnyOrder("ramp", "again");
    index.putDuplicate("again", "ramp", terms);
    assertThat(found("rullstol ramp")).containsExactly("ramp");
  }

  @Test
  void a_search_finds_what_has_every_word() {
    assertThat(found("träd torget")).containsExactly("träd");
    assertThat(found("träd simhall")).isEmpty();
    assertThat(found("")).isEmpty();
    assertThat(found("%_* OR 1=1")).isEmpty();
  }

  @Test
  void a_search_finds_endings_beginnings_and_parts_of_compounds() {
    assertThat(found("lekplatserna")).containsExactly("lekplats");
    assertThat(found("lekp")).containsExactly("lekplats");
    assertThat(found("belysning ljus")).containsExactly("ljus");
    assertThat(found("bana")).containsExactly("cykelbana");
  }

  @Test
  void a_search_finds_swedish_letters_typed_without_their_marks() {
    assertThat(found("angsparken")).containsExactly("lekplats");
    assertThat(found("trad")).containsExactly("träd");
  }

  @Test
  void a_search_ranks_the_word_itself_before_a_part_and_the_title_before_the_text() {
    put("part", "Parkering", "Här finns inget annat.");
    put("text", "Något annat", "Vi vill ha en park.");
    put("title", "En park", "Något annat.");
    assertThat(found("park")).startsWith("title", "text", "part");
  }

  @Test
  void a_limit_is_kept() {
    assertThat(index.similar(Terms.of("barn i simhallen på kvällen", "", "sv"), 2)).hasSize(2);
    assertThat(index.similar(Terms.of("simhallen", "", "sv"), 0)).isEmpty();
    assertThat(index.search("a", -1)).isEmpty();
  }

  @Test
  void many_threads_put_remove_and_ask_at_once() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Integer>> tasks =
          IntStream.range(0, 400)
              .<Callable<Integer>>mapToObj(n ->
                  () -> {
                    index.put("n" + n, numbered(n));
                    index.search("väg " + n % 7, 5);
                    if (n % 2 == 0) {
                      index.remove("n" + n);
                    }
                    return index.similar(numbered(n), 5).size();
                  })
              .toList();
      for (Future<Integer> done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
    assertThat(index.size()).isEqualTo(8 + 200);
  }

  @Property(tries = 200)
  void a_text_is_its_own_first_match(@ForAll @NotEmpty @Size(max = 30) List<String> texts) {
    SimilarIndex any = new SimilarIndex();
    for (int i = 0; i < texts.size(); i++) {
      any.put("id" + i, Terms.of(texts.get(i), texts.get(texts.size() - 1 - i), "sv"));
    }
    for (int i = 0; i < texts.size(); i++) {
      Terms own = Terms.of(texts.get(i), texts.get(texts.size() - 1 - i), "sv");
      List<Match> matches = any.similar(own, 3);
      if (!own.isEmpty()) {
        int first = Integer.parseInt(matches.getFirst().id().substring(2));
        assertThat(Terms.of(texts.get(first), texts.get(texts.size() - 1 - first), "sv"))
            .isEqualTo(own);
        assertThat(matches.getFirst().score()).isEqualTo(1);
      }
    }
  }

  @Property(tries = 500)
  void nothing_that_is_typed_breaks_it(@ForAll String typed) {
    SimilarIndex any = new SimilarIndex();
    any.put("x", Terms.of(typed, typed, "sv"));
    any.put("y", Terms.of("Ramp vid badplatsen", typed, "en"));
    any.search(typed, 5);
    any.similar(Terms.of(typed, "", "es"), 5);
    any.remove("x");
    assertThat(any.size()).isEqualTo(1);
  }
}
