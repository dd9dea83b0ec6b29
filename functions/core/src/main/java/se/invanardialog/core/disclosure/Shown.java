package se.invanardialog.core.disclosure;

/** Whether a number is shown, and if not, why. The reason itself may be told. */
public enum Shown {
  YES,
  /** Fewer than {@link Disclosure#SMALLEST_GROUP_SHOWN} in all. */
  SMALL,
  /** One of the groups that are hidden; which of them is small is not told. */
  HIDDEN,
  /** No group of its kind is shown, nor named: there are too few to hide any among. */
  TOGETHER;

  public boolean yes() {
    return this == YES;
  }
}
