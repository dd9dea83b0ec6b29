package se.invanardialog.results;

import java.util.Map;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.results.figures.SurveyOfTest;

/** A survey of a panel, of which only the id matters. */
final class SurveyForTest {
  private SurveyForTest() {}

  static Survey.Base base(String id) {
    return new Survey.Base(id, 1, SurveyOfTest.design(Map.of()), "salt", id, 1, "eva", Box.START);
  }
}
