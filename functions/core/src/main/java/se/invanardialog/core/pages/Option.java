package se.invanardialog.core.pages;

/**
 * One of the choices in a form.
 *
 * @param hint may be empty
 * @param group what stands over it and those beside it; may be empty
 */
public record Option(String value, String label, String hint, String group) {
  public Option(String value, String label, String hint) {
    this(value, label, hint, "");
  }

  public Option(String value, String label) {
    this(value, label, "");
  }

  public Option in(String of) {
    return new Option(value, label, hint, of);
  }
}
