package se.invanardialog.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class EventFilterTest {
  private static final String RECORD =
      """
      {"eventName": "INSERT", "dynamodb": {"Keys": {"pk": {"S": "SIG#1"}}, "SizeBytes": 3}}
      """;

  private static boolean matches(String pattern) {
    try {
      return new EventFilter(pattern).matches(new ObjectMapper().readTree(RECORD));
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  void one_of_the_values_must_be_equal() {
    assertThat(matches("{\"eventName\": [\"MODIFY\", \"INSERT\"]}")).isTrue();
    assertThat(matches("{\"eventName\": [\"MODIFY\"]}")).isFalse();
    assertThat(matches("{\"dynamodb\": {\"SizeBytes\": [3]}}")).isTrue();
  }

  @Test
  void a_prefix_and_a_suffix_are_of_texts() {
    assertThat(matches("{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"prefix\":\"SIG#\"}]}}}}"))
        .isTrue();
    assertThat(matches("{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"prefix\":\"SUG#\"}]}}}}"))
        .isFalse();
    assertThat(matches("{\"dynamodb\":{\"Keys\":{\"sk\":{\"S\":[{\"prefix\":\"\"}]}}}}")).isFalse();
    assertThat(matches("{\"eventName\": [{\"suffix\": \"ERT\"}]}")).isTrue();
  }

  @Test
  void a_field_can_be_asked_to_be_there_or_not() {
    assertThat(matches("{\"dynamodb\":{\"OldImage\":{\"pk\":[{\"exists\":false}]}}}")).isTrue();
    assertThat(matches("{\"eventName\": [{\"exists\": false}]}")).isFalse();
    assertThat(matches("{\"eventName\": [{\"exists\": true}]}")).isTrue();
  }

  @Test
  void all_fields_of_a_pattern_must_fit() {
    assertThat(matches("{\"eventName\": [\"INSERT\"], \"dynamodb\": {\"SizeBytes\": [4]}}"))
        .isFalse();
    assertThat(matches("{\"eventName\": [{\"anything-but\": [\"REMOVE\"]}]}")).isTrue();
    assertThat(matches("{\"eventName\": [{\"anything-but\": \"INSERT\"}]}")).isFalse();
  }

  @Test
  void a_comparison_that_is_not_known_is_refused_and_never_lets_all_through() {
    assertThatThrownBy(() -> matches("{\"eventName\": [{\"wildcard\": \"I*\"}]}"))
        .isInstanceOf(UnreadableTemplate.class)
        .hasMessageContaining("wildcard");
    assertThatThrownBy(() -> matches("not json")).isInstanceOf(UnreadableTemplate.class);
  }
}
