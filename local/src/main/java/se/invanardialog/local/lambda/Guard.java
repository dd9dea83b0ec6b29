package se.invanardialog.local.lambda;

import se.invanardialog.core.log.Log;
import se.invanardialog.local.template.LambdaResource;

/**
 * Asks a function's role in the template before each call of a service. What is refused is said in
 * the log, for the function itself may hide it.
 */
public final class Guard {
  private Guard() {}

  public static boolean allows(LambdaResource function, String action, String resource) {
    if (function.allowed(action, resource)) {
      return true;
    }
    Log.warn("not-allowed", "function", function.id(), "action", action, "resource", resource);
    return false;
  }

  /** As AWS says it. */
  public static String refusal(LambdaResource function, String action, String resource) {
    return "%s is not authorized to perform %s on %s: no statement of its role in template.yaml"
            .formatted(function.id(), action, resource)
        + " allows it";
  }
}
