package se.invanardialog.results;

import se.invanardialog.core.identity.Seal;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.table.Table;
import se.invanardialog.panels.answers.Codes;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.results.themes.Codings;

/** How this module opens what was answered. */
final class SurveyAnswers {
  private SurveyAnswers() {}

  static Replies replies(Table table, Secret secret) {
    return new Replies(table, new Seal(secret, "reply"), new Codes(secret));
  }

  static Codings codings(Table table, Secret secret) {
    return new Codings(table, new Seal(secret, "coding"));
  }
}
