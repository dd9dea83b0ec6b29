package se.invanardialog.core.pages;

/** One of the choices in a form; the hint may be empty. */
public record Option(String value, String label, String hint) {
  public Option(String value, String label) {
    this(value, label, "");
  }
}
