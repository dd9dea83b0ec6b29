package se.invanardialog.local.lambda;

/** The function threw, as Lambda would report a function error. */
public final class InvocationFailure extends RuntimeException {
  public InvocationFailure(String function, Throwable cause) {
    super(function + " failed: " + cause, cause);
  }
}
