package se.invanardialog.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import se.invanardialog.core.Platform;
import se.invanardialog.signatures.SignatureFunction;
import se.invanardialog.signatures.SignatureWiring;

/** The signatures on a faked table; made by name, as the local service makes every function. */
public final class FakedSignatures implements RequestStreamHandler {
  private final SignatureFunction real;

  public FakedSignatures(Platform platform) {
    real =
        new SignatureFunction(
            new SignatureWiring(FakedTable.wiring(platform, "core", "suggestions", "signatures")));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    real.handleRequest(event, answer, context);
  }
}
