package se.invanardialog.bench.cold;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Gets one item without a look at what it was asked. */
public final class BarestFunction implements RequestStreamHandler {
  private final OneGet get = new OneGet();

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    get.run();
    output.write("{\"statusCode\":204}".getBytes(StandardCharsets.UTF_8));
  }
}
