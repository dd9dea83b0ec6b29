package se.invanardialog.panels.answers;

import java.util.Locale;
import java.util.Optional;

/**
 * What stands after {@code /s/} in a survey's link: the survey, and a code that only its holder
 * has. Read tolerantly, since it is typed from paper: capitals, spaces and dashes do not matter.
 */
public record Token(String survey, String code) {
  private static final int SURVEY_LETTERS = 12;
  private static final int LONGEST_TYPED = 80;
  private static final int GROUP = 4;

  public static Optional<Token> parse(String typed) {
    String plain = plain(typed);
    return plain.length() == SURVEY_LETTERS + Codes.LETTERS
        ? Optional.of(
            new Token(plain.substring(0, SURVEY_LETTERS), plain.substring(SURVEY_LETTERS)))
        : Optional.empty();
  }

  /** A code of this survey, as it stands on a sheet of paper; its whole link will do as well. */
  public static Optional<Token> ofPaper(String survey, String typed) {
    String code = plain(typed.substring(typed.lastIndexOf('/') + 1));
    return code.length() == Codes.LETTERS
        ? Optional.of(new Token(survey, code))
        : parse(code).filter(token -> token.survey().equals(survey));
  }

  public String text() {
    return survey + code;
  }

  public String path() {
    return "/s/" + text();
  }

  /** The code as it is printed: {@code 23ab-cd45-…}. */
  public String printed() {
    return code.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
  }

  private static String plain(String typed) {
    return typed.length() > LONGEST_TYPED
        ? ""
        : typed.toLowerCase(Locale.ROOT).replaceAll("[^2-9a-hjkmnp-z]", "");
  }
}
