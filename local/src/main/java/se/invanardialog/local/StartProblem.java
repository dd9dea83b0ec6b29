package se.invanardialog.local;

/** Why the service can't start, said so that the person at the keyboard can do something. */
public final class StartProblem extends RuntimeException {
  public StartProblem(String message) {
    super(message);
  }

  public StartProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
