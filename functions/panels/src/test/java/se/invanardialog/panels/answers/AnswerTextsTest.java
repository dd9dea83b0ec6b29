package se.invanardialog.panels.answers;

import org.junit.jupiter.api.Test;
import se.invanardialog.core.texts.CatalogueRules;

class AnswerTextsTest {
  @Test
  void what_is_said_to_those_who_answer_is_said_in_every_language() {
    CatalogueRules.hold("answers");
  }
}
