package se.invanardialog.local.lambda;

/** The function threw, as Lambda would report a function error. */
public final class InvocationFailure extends RuntimeException {
  InvocationFailure(String function, Throwable cause) {
    super(function + " failed: " + cause, cause);
  }
}
