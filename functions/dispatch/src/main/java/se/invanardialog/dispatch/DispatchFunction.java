package se.invanardialog.dispatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.Platform;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.table.Model;
import se.invanardialog.core.table.Table;

/** What the schedule calls every minute. */
public final class DispatchFunction implements RequestHandler<Map<String, Object>, Void> {
  private final Sweeping sweeping;
  private final Table table;
  private final InstantSource time;

  public DispatchFunction() {
    this(Platform.aws());
  }

  public DispatchFunction(Platform platform) {
    this(new DispatchWiring(platform));
  }

  DispatchFunction(DispatchWiring wiring) {
    sweeping = wiring.sweeping;
    table = wiring.suggestions.table;
    time = wiring.suggestions.time;
  }

  @Override
  public @Nullable Void handleRequest(Map<String, Object> event, @Nullable Context context) {
    return Log.during(
        context,
        () -> {
          if (Model.of(table).importing()) {
            Log.warn("import-not-finished");
          } else {
            sweeping.sweep(time.instant());
          }
          return null;
        });
  }
}
