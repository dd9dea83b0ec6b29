package se.invanardialog.core.disclosure;

/** Whether a number is shown, and if not, why. The reason itself may be told. */
public enum Shown {
  YES,
  /** Fewer than {@link Disclosure#SMALLEST_GROUP_SHOWN}. */
  SMALL,
  /** Large enough, but a small one could be worked out from it. */
  BESIDE,
  /** No group of its kind is shown: there are too few to hide any among. */
  TOGETHER;

  public boolean yes() {
    return this == YES;
  }
}
