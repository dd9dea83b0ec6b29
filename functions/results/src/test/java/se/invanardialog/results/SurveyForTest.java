package se.invanardialog.results;

import java.util.List;
import java.util.Map;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.surveys.Survey;

/** A survey of a panel, of which only the id matters. */
final class SurveyForTest {
  private SurveyForTest() {}

  static Survey.Base base(String id) {
    var purpose = new Survey.Purpose(Translated.NOTHING, Translated.NOTHING, null);
    var design =
        new Survey.Design(
            "adults",
            false,
            Translated.swedish("Trygg på kvällen"),
            Translated.NOTHING,
            purpose,
            List.of(),
            null,
            Map.of(),
            Map.of(),
            Box.START,
            Box.START.plusSeconds(86_400),
            List.of(),
            null);
    return new Survey.Base(id, 1, design, "salt", id, 1, "eva", Box.START);
  }
}
