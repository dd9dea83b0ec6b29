package se.invanardialog.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Texts;

/** Officials' words are in the municipality's language alone; no word is missing or left over. */
class OfficialTextsTest {
  private static final Path CATALOGUE = Path.of("src/main/resources/texts/desk.sv.properties");
  private static final Path CODE = Path.of("src/main/java/se/invanardialog/suggestions");
  private static final Path TEMPLATES = Path.of("src/main/jte/official");
  private static final Pattern NAMED = Pattern.compile("\"(desk\\.[A-Za-z.-]+)\"");

  @Test
  void every_word_that_is_asked_for_is_there_and_every_word_there_may_be_asked_for()
      throws IOException {
    var keys = new TreeSet<String>();
    catalogue()
        .stringPropertyNames()
        .forEach(key -> keys.add(key.replaceAll("\\.(one|other)$", "")));
    var asked = new TreeSet<String>();
    for (Path place : new Path[] {CODE, TEMPLATES}) {
      try (var files = Files.list(place)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          NAMED.matcher(Files.readString(file)).results().forEach(m -> asked.add(m.group(1)));
        }
      }
    }
    assertThat(asked).isNotEmpty();
    assertThat(asked)
        .as("asked for by its beginning, or whole")
        .allSatisfy(key ->
            assertThat(
                    key.endsWith(".")
                        ? keys.stream().anyMatch(known -> known.startsWith(key))
                        : keys.stream()
                            .anyMatch(known -> known.equals(key) || known.startsWith(key + ".")))
                .as(key)
                .isTrue());
    assertThat(keys.stream().filter(key -> key.startsWith("desk.")))
        .as("words that nothing asks for")
        .allSatisfy(key ->
            assertThat(
                    asked.stream()
                        .anyMatch(
                            one -> one.equals(key) || one.endsWith(".") && key.startsWith(one)))
                .as(key)
                .isTrue());
  }

  @Test
  void every_counted_word_has_both_forms() throws IOException {
    var names = catalogue().stringPropertyNames();
    assertThat(names.stream().filter(name -> name.endsWith(".one")))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(names).contains(name.replaceAll("one$", "other")));
  }

  @Test
  void residents_texts_do_not_need_them_and_other_languages_do_not_have_them() {
    Texts texts = Texts.load("core", "suggestions").withOfficials("desk");
    assertThat(texts.in(Language.DEFAULT).has("desk.start.title")).isTrue();
    assertThat(texts.in(Language.orDefault("en")).has("desk.start.title")).isFalse();
    assertThatThrownBy(() -> Texts.load("desk")).hasMessageContaining("desk.en.properties");
  }

  private static Properties catalogue() throws IOException {
    var texts = new Properties();
    try (Reader reader = Files.newBufferedReader(CATALOGUE)) {
      texts.load(reader);
    }
    return texts;
  }
}
