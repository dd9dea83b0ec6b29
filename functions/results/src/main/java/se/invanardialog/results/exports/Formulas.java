package se.invanardialog.results.exports;

/** Keeps what people wrote from being run as a formula by the program that opens the file. */
final class Formulas {
  private static final String STARTERS = "=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20";

  private Formulas() {}

  /** With an apostrophe before it when it could be taken for a formula, also after blanks. */
  static String disarmed(String text) {
    String bare = text.stripLeading();
    boolean starts =
        (!bare.isEmpty() && STARTERS.indexOf(bare.charAt(0)) >= 0)
            || (!text.isEmpty() && STARTERS.indexOf(text.charAt(0)) >= 0);
    return starts ? "'" + text : text;
  }
}
