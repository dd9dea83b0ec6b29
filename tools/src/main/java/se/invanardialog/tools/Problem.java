package se.invanardialog.tools;

/** Why it can't be done, said so that the person at the keyboard can do something. */
final class Problem extends RuntimeException {
  Problem(String message) {
    super(message);
  }
}
