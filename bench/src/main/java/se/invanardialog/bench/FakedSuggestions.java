package se.invanardialog.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import se.invanardialog.core.Platform;
import se.invanardialog.suggestions.SuggestionFunction;

/** The suggestions on a faked table; made by name, as the local service makes every function. */
public final class FakedSuggestions implements RequestStreamHandler {
  private final SuggestionFunction real;

  public FakedSuggestions(Platform platform) {
    real = new SuggestionFunction(FakedTable.wiring(platform, "core", "suggestions"));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    real.handleRequest(event, answer, context);
  }
}
