package se.invanardialog.local.isolated;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.log.Log;
import se.invanardialog.local.StartProblem;
import se.invanardialog.local.lambda.InvocationFailure;
import se.invanardialog.local.lambda.LambdaFunction;
import se.invanardialog.local.template.LambdaResource;

/**
 * A function in a process of its own, which takes one event at a time. When the process has died
 * the next event starts another; the event it died on comes again as its trigger has it.
 */
public final class IsolatedFunction implements LambdaFunction, AutoCloseable {
  /** Lambda's own for a function that starts from a snapshot. */
  private static final Duration LONGEST_START = Duration.ofSeconds(130);

  /** So many processes on one machine take longer than one on Lambda. */
  private static final int SLOWER = 10;

  private final LambdaResource resource;
  private final Sandbox.Launch launch;
  private Sandbox sandbox;
  private boolean closed;

  IsolatedFunction(LambdaResource resource, Sandbox.Launch launch) {
    this.resource = resource;
    this.launch = launch;
    this.sandbox = Sandbox.start(launch);
  }

  @Override
  public LambdaResource resource() {
    return resource;
  }

  /**
   * Waits until it can be called.
   *
   * @throws StartProblem when it can't be made
   */
  public synchronized void await() {
    try {
      begin();
    } catch (InvocationFailure failure) {
      @Nullable Throwable cause = failure.getCause();
      throw new StartProblem(resource.id() + " can't start: " + cause, failure);
    }
  }

  private void begin() {
    sandbox.await(LONGEST_START);
    sandbox.restore();
  }

  @Override
  public synchronized byte[] invoke(byte[] event) {
    if (!sandbox.alive() && !closed) {
      Log.warn("function-restarted", "function", resource.id());
      sandbox.close();
      sandbox = Sandbox.start(launch);
    }
    begin();
    return sandbox.invoke(event, Duration.ofSeconds((long) SLOWER * resource.timeoutSeconds()));
  }

  /** The process that is its now. */
  public synchronized long pid() {
    return sandbox.pid();
  }

  @Override
  public synchronized void close() {
    closed = true;
    sandbox.close();
  }
}
