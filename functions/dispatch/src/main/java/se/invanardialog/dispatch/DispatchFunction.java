package se.invanardialog.dispatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.Platform;
import se.invanardialog.core.log.Log;

/** What the schedule calls every minute. */
public final class DispatchFunction implements RequestHandler<Map<String, Object>, Void> {
  private final Sweeping sweeping;
  private final InstantSource time;

  public DispatchFunction() {
    this(Platform.aws());
  }

  public DispatchFunction(Platform platform) {
    this(new DispatchWiring(platform));
  }

  DispatchFunction(DispatchWiring wiring) {
    sweeping = wiring.sweeping;
    time = wiring.suggestions.time;
  }

  @Override
  public @Nullable Void handleRequest(Map<String, Object> event, @Nullable Context context) {
    return Log.during(
        context,
        () -> {
          sweeping.sweep(time.instant());
          return null;
        });
  }
}
