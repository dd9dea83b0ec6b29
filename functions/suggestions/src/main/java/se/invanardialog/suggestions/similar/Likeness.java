package se.invanardialog.suggestions.similar;

/** Where scores begin to mean something. */
public final class Likeness {
  /** Below this two texts share no more than any two do. */
  public static final double SLIGHT = 0.08;

  private Likeness() {}
}
