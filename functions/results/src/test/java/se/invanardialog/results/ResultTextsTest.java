package se.invanardialog.results;

import org.junit.jupiter.api.Test;
import se.invanardialog.core.texts.CatalogueRules;

class ResultTextsTest {
  @Test
  void every_language_says_everything() {
    CatalogueRules.hold("results");
  }
}
