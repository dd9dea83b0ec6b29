package se.invanardialog.signatures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.invanardialog.core.identity.Seal;

/**
 * What was written in the form, closed so that only this service reads it: the page after it can
 * ask for the mail once more, and neither page, address nor table shows or keeps who asked.
 */
final class Resending {
  /** How long the page can be left open. */
  static final Duration USABLE = Duration.ofHours(24);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLACE = "sign-again";
  private static final String SUGGESTION = "suggestion";
  private static final String AT = "at";
  private static final int LONGEST = 2_000;
  private static final List<String> FIELDS =
      List.of("name", "email", "postalCode", "stance", "showName", "keepInformed");

  private final Seal seal;

  Resending(Seal seal) {
    this.seal = seal;
  }

  /** Somebody's form, for a suggestion. */
  record Form(String suggestion, Map<String, String> typed) {}

  String close(Form form, Instant now) {
    var kept = new TreeMap<String, String>();
    FIELDS.forEach(field -> kept.put(field, form.typed().getOrDefault(field, "")));
    kept.values().removeIf(String::isEmpty);
    kept.put(SUGGESTION, form.suggestion());
    kept.put(AT, now.toString());
    try {
      byte[] closed = seal.close(JSON.writeValueAsString(kept), PLACE);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(closed);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Empty when it is too old, cut, or not ours. */
  Optional<Form> open(String closed, Instant now) {
    if (closed.isEmpty() || closed.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(closed.getBytes(StandardCharsets.UTF_8));
      Map<String, String> kept =
          JSON.readValue(seal.open(bytes, PLACE), new TypeReference<TreeMap<String, String>>() {});
      String suggestion = kept.getOrDefault(SUGGESTION, "");
      Instant at = Instant.parse(kept.getOrDefault(AT, ""));
      kept.keySet().retainAll(FIELDS);
      return now.isBefore(at.plus(USABLE))
          ? Optional.of(new Form(suggestion, kept))
          : Optional.empty();
    } catch (IllegalArgumentException | IllegalStateException | JsonProcessingException foreign) {
      return Optional.empty();
    }
  }
}
