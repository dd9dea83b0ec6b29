package se.invanardialog.local.lambda;

import se.invanardialog.local.template.LambdaResource;

/** One function, called as Lambda calls it: JSON in and JSON out. */
public interface LambdaFunction {
  LambdaResource resource();

  /**
   * @throws InvocationFailure when the function throws, takes too long or dies
   */
  byte[] invoke(byte[] event);
}
